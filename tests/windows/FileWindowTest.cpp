// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatFiles.h"
#include "ChatPage.h"
#include "Composer.h"
#include "MessageList.h"
#include "RoomMenus.h"
#include "SettingKeys.h"
#include "TwoDesks.h"

#include <QAction>
#include <QFileDialog>

using namespace waxwing;

/// Two people in one room who send each other files and pictures. One room for all tests.
class FileWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void attachIsOfferedWhereTheRoomTakesFiles();
    void fileGoesFromOneToTheOther();
    void pictureComesByItself();
    void pastedPictureIsSeenByBoth();
    void longTextGoesAsAFile();
    void takenIsRememberedAfterARestart();

private:
    [[nodiscard]] static ChatPage *chat(const Desk &desk) { return desk.window().chat(); }
    [[nodiscard]] static RoomFiles &files(const Desk &desk) { return chat(desk)->files()->files(); }
    /// The last message that brought a file of that name; −1: none.
    [[nodiscard]] static int rowOf(const Desk &desk, const QString &name)
    {
        for (int at = desk.talk()->rowCount() - 1; at >= 0; --at) {
            const auto &row = desk.talk()->row(at);
            if (row.file && row.number > 0 && row.file->name == name)
                return at;
        }
        return -1;
    }
    [[nodiscard]] static FileCard card(const Desk &desk, const QString &name)
    {
        const int at = rowOf(desk, name);
        return at < 0 ? FileCard() : desk.talk()->cardOf(desk.talk()->row(at));
    }
    static void act(const Desk &desk, const QString &name, FileAction action)
    {
        Q_EMIT chat(desk)->messages()->fileActionRequested(desk.talk()->index(rowOf(desk, name)), action);
    }
    [[nodiscard]] QString put(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }
    [[nodiscard]] static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TwoDesks> m_desks;
    QByteArray m_content;
};

void FileWindowTest::initTestCase()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_content = QByteArray("waxwing ").repeated(50'000); // some chunks
    m_desks = std::make_unique<TwoDesks>();
    m_desks->guest.engine().setSetting(settingKey::downloadFolder.key(),
                                       m_folder->filePath(QStringLiteral("saved")));
    QVERIFY(m_desks->enterBoth());
    QVERIFY(m_desks->host.goToChat());
}

void FileWindowTest::cleanupTestCase()
{
    m_desks.reset();
}

void FileWindowTest::attachIsOfferedWhereTheRoomTakesFiles()
{
    for (const Desk *desk : {&m_desks->host, &m_desks->guest}) {
        QTRY_VERIFY_WITH_TIMEOUT(files(*desk).canSend(), Desk::patience);
        QVERIFY(!chat(*desk)->composer()->attachButton()->isHidden());
        QVERIFY(desk->window().findChild<RoomMenus *>()->attach->isEnabled());
    }
    const Desk &guest = m_desks->guest;
    hands::activate(&guest.window());
    hands::press(&guest.window(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(chat(guest)->files()->dialog());
    chat(guest)->files()->dialog()->close();
}

void FileWindowTest::fileGoesFromOneToTheOther()
{
    const Desk &host = m_desks->host;
    const Desk &guest = m_desks->guest;
    const QString name = QStringLiteral("lesson.txt");
    chat(host)->files()->send({put(name, m_content)});
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(host, name) >= 0 && rowOf(guest, name) >= 0, Desk::patience);
    for (int at = 0; at < host.talk()->rowCount(); ++at) // one row, not one for the way and one for the end
        QVERIFY((host.talk()->row(at).localId & RoomFiles::uploadRow) == 0);
    QCOMPARE(card(guest, name).state, FileCard::State::Offered);
    QCOMPARE(card(guest, name).size, qint64(m_content.size()));
    act(guest, name, FileAction::Save);
    QTRY_COMPARE_WITH_TIMEOUT(card(guest, name).state, FileCard::State::Taken, Desk::patience);
    QCOMPARE(contentOf(m_folder->filePath(QStringLiteral("saved/lesson.txt"))), m_content);
}

void FileWindowTest::pictureComesByItself()
{
    const QString name = QStringLiteral("tower.png");
    QImage image(960, 720, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    QVERIFY(image.save(m_folder->filePath(name)));
    chat(m_desks->host)->files()->send({m_folder->filePath(name)});
    for (const Desk *desk : {&m_desks->host, &m_desks->guest}) {
        hands::activate(&desk->window()); // what nobody looks at does not come
        QTRY_VERIFY_WITH_TIMEOUT(card(*desk, name).isPicture(), Desk::patience);
        QCOMPARE(card(*desk, name).picture, QSize(480, 360));
    }
    const QString lies = files(m_desks->guest).pictures().pathOf(card(m_desks->guest, name).id);
    QVERIFY(lies.startsWith(m_desks->guest.profile() + QStringLiteral("/pictures/")));
}

void FileWindowTest::pastedPictureIsSeenByBoth()
{
    QImage image(200, 100, QImage::Format_RGB32);
    image.fill(Qt::red);
    const int before = m_desks->host.talk()->rowCount();
    chat(m_desks->guest)->files()->sendPicture(image);
    QTRY_VERIFY_WITH_TIMEOUT(m_desks->host.talk()->rowCount() > before, Desk::patience);
    const auto &row = m_desks->host.talk()->row(m_desks->host.talk()->rowCount() - 1);
    QVERIFY(row.file);
    const QString name = row.file->name;
    for (const Desk *desk : {&m_desks->host, &m_desks->guest}) {
        hands::activate(&desk->window());
        QTRY_VERIFY_WITH_TIMEOUT(card(*desk, name).isPicture(), Desk::patience);
        QCOMPARE(card(*desk, name).picture, QSize(200, 100));
    }
    QVERIFY(QDir(m_desks->guest.profile() + QStringLiteral("/outgoing")).isEmpty(QDir::Files));
}

void FileWindowTest::longTextGoesAsAFile()
{
    const Desk &host = m_desks->host;
    const Desk &guest = m_desks->guest;
    hands::activate(&guest.window());
    const QString text = QStringLiteral("żółw ").repeated(9'000);
    Composer *composer = chat(guest)->composer();
    composer->setText(text);
    hands::click(composer->sendButton());
    QVERIFY(composer->line().contains(QStringLiteral("32")));
    const int before = host.talk()->rowCount();
    hands::click(composer->asFileButton());
    QTRY_VERIFY_WITH_TIMEOUT(host.talk()->rowCount() > before, Desk::patience);
    const auto &row = host.talk()->row(host.talk()->rowCount() - 1);
    QVERIFY(row.file && row.file->name.endsWith(QStringLiteral(".txt")));
    QCOMPARE(row.file->size, static_cast<quint64>(text.toUtf8().size()));
    QTRY_VERIFY_WITH_TIMEOUT(QDir(guest.profile() + QStringLiteral("/outgoing")).isEmpty(QDir::Files),
                             Desk::patience);
}

void FileWindowTest::takenIsRememberedAfterARestart()
{
    Desk &guest = m_desks->guest;
    guest.crash();
    guest.open();
    QVERIFY(guest.joinAddress(m_desks->address()));
    QVERIFY(guest.logIn(TwoDesks::password()));
    const QString name = QStringLiteral("lesson.txt");
    QTRY_VERIFY_WITH_TIMEOUT(guest.window().chat() && rowOf(guest, name) >= 0, Desk::patience);
    QTRY_COMPARE_WITH_TIMEOUT(card(guest, name).state, FileCard::State::Taken, Desk::patience);
}

QTEST_MAIN(FileWindowTest)
#include "FileWindowTest.moc"
