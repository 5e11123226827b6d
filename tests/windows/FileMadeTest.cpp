// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Attachments.h"
#include "Composer.h"
#include "FilesProbe.h"

#include <QDateTime>
#include <QDir>
#include <QSignalSpy>

using namespace waxwing;

/// What is made only to be sent, of a pasted picture or a long text, stays in the profile no longer than it
/// is needed.
class FileMadeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void refusedItGoes_data();
    void refusedItGoes();
    void forgottenItGoes();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_probe->profile.filePath(name); }
    QString put(const QString &name, const QByteArray &content = "hello") const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }
    [[nodiscard]] QStringList outgoing() const
    {
        return QDir(path(QStringLiteral("outgoing"))).entryList(QDir::Files);
    }

    std::unique_ptr<FilesProbe> m_probe;
    std::unique_ptr<QSignalSpy> m_sent;
};

void FileMadeTest::init()
{
    m_probe = std::make_unique<FilesProbe>();
    m_sent = std::make_unique<QSignalSpy>(&m_probe->files(), &RoomFiles::sendRequested);
}

void FileMadeTest::cleanup()
{
    m_sent.reset();
    m_probe.reset();
}

void FileMadeTest::refusedItGoes_data()
{
    QTest::addColumn<bool>("isTooLarge");
    QTest::newRow("larger than the room takes") << true;
    QTest::newRow("ended meanwhile") << false;
}

void FileMadeTest::refusedItGoes()
{
    QFETCH(bool, isTooLarge);
    m_probe->files().setLimits({true, 10, 16LL << 30});
    if (isTooLarge) {
        QImage image(30, 20, QImage::Format_RGB32);
        image.fill(Qt::red);
        m_probe->page->files()->sendPicture(image);
    } else {
        m_probe->page->files()->sendText(QStringLiteral("too long to be said"));
        m_probe->page->setEnded(Code::RoomClosed); // it is being written
    }
    QTRY_VERIFY(!m_probe->page->composer()->line().isEmpty());
    QVERIFY(QFile::exists(path(QStringLiteral("outgoing")))); // something was made there
    QTRY_VERIFY(outgoing().isEmpty());
    QCOMPARE(m_sent->count(), 0);
    if (!isTooLarge) // words are not lost with it
        QCOMPARE(m_probe->page->composer()->text(), QStringLiteral("too long to be said"));
    // A person's own is refused, and stays.
    const QString own = put(QStringLiteral("own.bin"), QByteArray(100, 'x'));
    m_probe->page->files()->send({own});
    QVERIFY(QFile::exists(own));
}

void FileMadeTest::forgottenItGoes()
{
    const auto age = [](const QString &of, int days) {
        QFile file(of);
        return file.open(QIODevice::ReadWrite) &&
               file.setFileTime(QDateTime::currentDateTime().addDays(-days),
                                QFileDevice::FileModificationTime);
    };
    QVERIFY(QDir().mkpath(path(QStringLiteral("outgoing"))));
    const QString forgotten = put(QStringLiteral("outgoing/forgotten.png"));
    const QString waits = put(QStringLiteral("outgoing/waits.png"));
    const QString late = put(QStringLiteral("outgoing/late.png"));
    QVERIFY(age(forgotten, 31) && age(waits, 31) && age(late, 29));
    attachments::dropForgotten(path(QStringLiteral("outgoing")), {waits}, 30);
    QVERIFY(!QFile::exists(forgotten));
    QVERIFY(QFile::exists(waits) && QFile::exists(late));
}

QTEST_MAIN(FileMadeTest)
#include "FileMadeTest.moc"
