// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ProfileDatabase.h"

#include "RoomFixture.h"

#include <QPoint>
#include <QTest>

using namespace waxwing;

class ProfileDatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void keepsPins();
    void replacesAndRemovesPins();
    void refusesHalfADigest();
    void keepsSettings_data();
    void keepsSettings();
    void takesSettingsAway();
    void refusesOtherTypes();
    void refusesDamage();

private:
    static Pin pin(int number, qint64 lastUsed)
    {
        Pin pin;
        pin.digest = RoomFixture::digest(number);
        pin.room = QStringLiteral("Room %1").arg(number);
        pin.lastUsedMs = lastUsed;
        return pin;
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void ProfileDatabaseTest::keepsPins()
{
    Pin full = pin(1, 100);
    full.addresses = {{QStringLiteral("192.168.1.10"), 12345}, {QStringLiteral("fd12::a"), 65535}};
    full.usernames = {QStringLiteral("Maria"), QStringLiteral("Zoë")};
    full.acceptedBy = AcceptedBy::Link;
    Pin own = pin(3, 50);
    own.acceptedBy = AcceptedBy::Own;
    {
        ProfileDatabase database;
        QVERIFY(database.open(m_folder->path()));
        QVERIFY(database.pins()->isEmpty());
        QVERIFY(database.savePin(own));
        QVERIFY(database.savePin(full));
        QVERIFY(database.savePin(pin(2, 200)));
    }
    ProfileDatabase database;
    QVERIFY(database.open(m_folder->path()));
    const auto pins = database.pins();
    QVERIFY(pins);
    QCOMPARE(pins->size(), 3);
    QCOMPARE(pins->at(0).room, QStringLiteral("Room 2"));
    QCOMPARE(pins->at(0).acceptedBy, AcceptedBy::Compared);
    QCOMPARE(pins->at(1).digest, full.digest);
    QCOMPARE(pins->at(1).addresses, full.addresses);
    QCOMPARE(pins->at(1).usernames, full.usernames);
    QCOMPARE(pins->at(1).acceptedBy, AcceptedBy::Link);
    QCOMPARE(pins->at(1).lastUsedMs, 100);
    QCOMPARE(pins->at(2).acceptedBy, AcceptedBy::Own);
}

void ProfileDatabaseTest::replacesAndRemovesPins()
{
    ProfileDatabase database;
    QVERIFY(database.open(m_folder->path()));
    Pin first = pin(1, 100);
    first.usernames = {QStringLiteral("a"), QStringLiteral("b")};
    QVERIFY(database.savePin(first));
    QVERIFY(database.savePin(pin(2, 90)));
    first.usernames = {QStringLiteral("b")};
    first.room = QStringLiteral("Renamed");
    QVERIFY(database.savePin(first));
    QCOMPARE(database.pins()->size(), 2);
    QCOMPARE(database.pins()->at(0).usernames, QStringList{QStringLiteral("b")});
    QCOMPARE(database.pins()->at(0).room, QStringLiteral("Renamed"));
    QVERIFY(database.removePin(first.digest));
    QVERIFY(database.removePin(first.digest)); // gone is gone
    QCOMPARE(database.pins()->size(), 1);
    QVERIFY(database.savePin(pin(1, 100)));
    QVERIFY(database.pins()->at(0).usernames.isEmpty());
}

void ProfileDatabaseTest::refusesHalfADigest()
{
    ProfileDatabase database;
    QVERIFY(database.open(m_folder->path()));
    Pin half = pin(1, 1);
    half.digest.chop(1);
    QCOMPARE(database.savePin(half).error().code, Code::Internal);
    Pin portless = pin(2, 1);
    portless.addresses = {{QStringLiteral("10.0.0.1"), 0}};
    QCOMPARE(database.savePin(portless).error().code, Code::StorageFailed);
    QVERIFY(database.pins()->isEmpty());
}

void ProfileDatabaseTest::keepsSettings_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::newRow("yes") << QVariant(true);
    QTest::newRow("no") << QVariant(false);
    QTest::newRow("int") << QVariant(-5);
    QTest::newRow("long") << QVariant(qint64(1) << 60);
    QTest::newRow("real") << QVariant(1.5);
    QTest::newRow("whole real") << QVariant(2.0);
    QTest::newRow("text") << QVariant(QStringLiteral("'); DROP TABLE setting; --"));
    QTest::newRow("empty text") << QVariant(QString());
    QTest::newRow("digits") << QVariant(QStringLiteral("0012"));
    QTest::newRow("bytes") << QVariant(Bytes("\0\1\xff", 3));
    QTest::newRow("list") << QVariant(QStringList{QStringLiteral("a\"b"), QString(), QStringLiteral("ü")});
    QTest::newRow("empty list") << QVariant(QStringList{});
}

void ProfileDatabaseTest::keepsSettings()
{
    QFETCH(QVariant, value);
    ProfileDatabase database;
    QVERIFY(database.open(m_folder->path()));
    QVERIFY(database.setSetting(QStringLiteral("key"), QStringLiteral("before")));
    QVERIFY(database.setSetting(QStringLiteral("key"), value));
    QVERIFY(database.open(m_folder->path()));
    const auto settings = database.settings();
    QVERIFY(settings);
    QCOMPARE(settings->size(), 1);
    const QVariant kept = settings->value(QStringLiteral("key"));
    QCOMPARE(kept, value);
    QCOMPARE(kept.typeId() == QMetaType::LongLong ? QMetaType::LongLong : kept.typeId(),
             value.typeId() == QMetaType::Int ? QMetaType::LongLong : value.typeId());
}

void ProfileDatabaseTest::takesSettingsAway()
{
    ProfileDatabase database;
    QVERIFY(database.open(m_folder->path()));
    QVERIFY(database.setSetting(QStringLiteral("key"), 1));
    QVERIFY(database.setSetting(QStringLiteral("key"), QVariant()));
    QVERIFY(database.settings()->isEmpty());
}

void ProfileDatabaseTest::refusesOtherTypes()
{
    ProfileDatabase database;
    QVERIFY(database.open(m_folder->path()));
    QCOMPARE(database.setSetting(QStringLiteral("key"), QPoint(1, 2)).error().code, Code::Internal);
    QVERIFY(database.settings()->isEmpty());
}

void ProfileDatabaseTest::refusesDamage()
{
    const QString path = m_folder->filePath(QStringLiteral("profile.sqlite"));
    QVERIFY(RoomFixture::write(path, Bytes()));
    ProfileDatabase database;
    QCOMPARE(database.open(m_folder->path()).error().code, Code::StorageDamaged);
    QVERIFY(RoomFixture::write(path, Bytes(5000, 'x')));
    QCOMPARE(database.open(m_folder->path()).error().code, Code::StorageDamaged);
    QCOMPARE(database.pins().error().code, Code::StorageFailed);
    QCOMPARE(database.settings().error().code, Code::StorageFailed);
    QCOMPARE(database.savePin(pin(1, 1)).error().code, Code::StorageFailed);
    QCOMPARE(database.open(path).error().code, Code::StorageFailed); // a file where the folder should be
}

QTEST_GUILESS_MAIN(ProfileDatabaseTest)
#include "ProfileDatabaseTest.moc"
