// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatFiles.h"
#include "ChatPage.h"
#include "ChatTalk.h"
#include "ConversationListModel.h"
#include "ConversationPanel.h"
#include "DirectFlow.h"
#include "FileWords.h"
#include "MessageDialog.h"
#include "MessageList.h"
#include "RoomClient.h"
#include "SettingKeys.h"
#include "TwoDesks.h"

#include <QFileDialog>
#include <memory>
#include <utility>

using namespace waxwing;
using State = FileCard::State;

namespace {

const QString rao = QStringLiteral("Ms Rao");
const QString ravi = QStringLiteral("ravi");

} // namespace

/// Two people who give each other files that nobody else has: two programs, a host between them. One room for
/// all tests, each goes on where the one before it ended.
class DirectFileWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void attachFollowsTheOneInFront();
    void fileGoesToOneAlone();
    void pictureComesByItself();
    void pastedPictureIsSeenByBoth();
    void whoGaveItTakesItBack();
    void whoTakesItCancelsAndBeginsAgain();
    void whoGaveItPausesIt();
    void deletedIsGivenNoMore();
    void oneWhoIsAwayTakesItLater();
    void closedConversationEndsAllTheSame();
    void closedConversationKeepsNothingThatFailed();
    void takenIsRememberedAfterARestart();

private:
    [[nodiscard]] static DirectFlow *flow(const Desk &desk) { return desk.window().direct(); }
    [[nodiscard]] static ChatPage *page(const Desk &desk, const QString &with)
    {
        return flow(desk)->page(with);
    }
    [[nodiscard]] Desk &host() const { return m_desks->host; }
    [[nodiscard]] Desk &guest() const { return m_desks->guest; }
    [[nodiscard]] ChatPage *hosts() const { return page(host(), ravi); }
    [[nodiscard]] ChatPage *guests() const { return page(guest(), rao); }
    /// The last message that brought a file of that name; −1: none.
    [[nodiscard]] static int rowOf(const ChatPage *page, const QString &name)
    {
        const ConversationModel *talk = page->conversation();
        for (int at = talk->rowCount() - 1; at >= 0; --at) {
            const auto &row = talk->row(at);
            if (row.file && row.number > 0 && row.file->name == name)
                return at;
        }
        return -1;
    }
    [[nodiscard]] static FileCard card(const ChatPage *page, const QString &name)
    {
        const int at = rowOf(page, name);
        return at < 0 ? FileCard() : page->conversation()->cardOf(page->conversation()->row(at));
    }
    [[nodiscard]] static bool says(const ChatPage *page, const QString &name, const QString &words)
    {
        return QTest::qWaitFor([&] { return FileWords::line(card(page, name)).startsWith(words); },
                               Desk::patience);
    }
    [[nodiscard]] static bool stands(const ChatPage *page, const QString &name)
    {
        return QTest::qWaitFor([&] { return rowOf(page, name) >= 0; }, Desk::patience);
    }
    static void act(const ChatPage *page, const QString &name, FileAction action)
    {
        Q_EMIT page->messages()->fileActionRequested(page->conversation()->index(rowOf(page, name)), action);
    }
    void give(const ChatPage *page, const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        page->files()->send({file.fileName()});
    }
    [[nodiscard]] QByteArray saved(const QString &name) const
    {
        QFile file(m_folder->filePath(QStringLiteral("saved/") + name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void bringBack() const
    {
        guest().open();
        QVERIFY(guest().joinAddress(m_desks->address()));
        QVERIFY(guest().logIn(TwoDesks::password()));
        QVERIFY(guest().waitFor<ChatPage>());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TwoDesks> m_desks;
    QByteArray m_content;
};

void DirectFileWindowTest::initTestCase()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_content = QByteArray("waxwing ").repeated(150'000); // some chunks
    m_desks = std::make_unique<TwoDesks>();
    for (Desk *desk : {&host(), &guest()})
        desk->engine().setSetting(settingKey::downloadFolder.key(),
                                  m_folder->filePath(QStringLiteral("saved")));
    QVERIFY(m_desks->enterBoth());
    QVERIFY(host().goToChat());
    for (const Desk *desk : {&host(), &guest()})
        QTRY_VERIFY_WITH_TIMEOUT(desk->window().chat()->files()->files().canSend(), Desk::patience);
}

void DirectFileWindowTest::cleanupTestCase()
{
    m_desks.reset();
}

void DirectFileWindowTest::attachFollowsTheOneInFront()
{
    flow(guest())->open(rao);
    QVERIFY(guests()->files()->files().canSend());
    hands::activate(&guest().window());
    hands::press(&guest().window(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(guests()->files()->dialog());
    QVERIFY(guests()->files()->dialog()->windowTitle().contains(rao));
    QVERIFY(!guest().window().chat()->files()->dialog());
    guests()->files()->dialog()->close();
    flow(guest())->open({});
    hands::press(&guest().window(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(guest().window().chat()->files()->dialog());
    guest().window().chat()->files()->dialog()->close();
    flow(guest())->open(rao);
}

void DirectFileWindowTest::fileGoesToOneAlone()
{
    const QString name = QStringLiteral("only for you.txt");
    give(guests(), name, m_content);
    QVERIFY(stands(guests(), name));
    QVERIFY(says(guests(), name, QStringLiteral("Waits until Ms Rao takes it")));
    for (int at = 0; at < guests()->conversation()->rowCount(); ++at)
        QVERIFY((guests()->conversation()->row(at).localId & RoomFiles::uploadRow) == 0);
    const ConversationListModel *list = flow(host())->list()->model();
    const auto unread = [&] { return list->rowOf(ravi) < 0 ? 0 : list->entries()[list->rowOf(ravi)].unread; };
    QTRY_COMPARE_WITH_TIMEOUT(unread(), 1, Desk::patience);
    flow(host())->open(ravi);
    QVERIFY(stands(hosts(), name));
    QCOMPARE(card(hosts(), name).state, State::Offered);
    QCOMPARE(card(hosts(), name).size, qint64(m_content.size()));
    act(hosts(), name, FileAction::Save);
    QTRY_COMPARE_WITH_TIMEOUT(card(hosts(), name).state, State::Taken, Desk::patience);
    QCOMPARE(saved(name), m_content);
    QVERIFY(says(guests(), name, QStringLiteral("Ms Rao has it")));
    for (const Desk *desk : {&host(), &guest()})
        QCOMPARE(rowOf(desk->window().chat(), name), -1); // the room knows nothing of it
}

void DirectFileWindowTest::pictureComesByItself()
{
    const QString name = QStringLiteral("tower.png");
    QImage image(960, 720, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    QVERIFY(image.save(m_folder->filePath(name)));
    guests()->files()->send({m_folder->filePath(name)});
    for (const auto &[desk, with] : {std::pair(&guest(), rao), std::pair(&host(), ravi)}) {
        hands::activate(&desk->window()); // what nobody looks at does not come
        QTRY_VERIFY_WITH_TIMEOUT(card(page(*desk, with), name).isPicture(), Desk::patience);
        QCOMPARE(card(page(*desk, with), name).picture, QSize(480, 360));
    }
    const Bytes file = card(hosts(), name).id;
    QVERIFY(hosts()->files()->files().pictures().pathOf(file).startsWith(host().profile() +
                                                                         QStringLiteral("/pictures/")));
    QVERIFY(says(guests(), name, QStringLiteral("Ms Rao has it")));
}

void DirectFileWindowTest::pastedPictureIsSeenByBoth()
{
    QImage image(200, 100, QImage::Format_RGB32);
    image.fill(Qt::red);
    const auto last = [](const ChatPage *page) -> const ConversationModel::Row & {
        return page->conversation()->row(page->conversation()->rowCount() - 1);
    };
    hosts()->files()->sendPicture(image);
    QTRY_VERIFY_WITH_TIMEOUT(last(guests()).file && !last(guests()).mine, Desk::patience);
    const QString name = last(guests()).file->name;
    hands::activate(&guest().window());
    QTRY_VERIFY_WITH_TIMEOUT(card(guests(), name).isPicture(), Desk::patience);
    hands::activate(&host().window());
    QTRY_VERIFY_WITH_TIMEOUT(card(hosts(), name).isPicture(), Desk::patience);
    QVERIFY(says(hosts(), name, QStringLiteral("ravi has it")));
    QTRY_VERIFY_WITH_TIMEOUT(QDir(host().profile() + QStringLiteral("/outgoing")).isEmpty(QDir::Files),
                             Desk::patience);
}

void DirectFileWindowTest::whoGaveItTakesItBack()
{
    const QString name = QStringLiteral("mistake.bin");
    give(guests(), name, m_content);
    QVERIFY(says(guests(), name, QStringLiteral("Waits until Ms Rao takes it")));
    QVERIFY(stands(hosts(), name));
    act(guests(), name, FileAction::Cancel);
    QVERIFY(says(guests(), name, QStringLiteral("You give it no more.")));
    act(hosts(), name, FileAction::Save);
    QVERIFY(says(hosts(), name, QStringLiteral("ravi gives it no more.")));
    QVERIFY(saved(name).isEmpty());
}

void DirectFileWindowTest::whoTakesItCancelsAndBeginsAgain()
{
    const QString name = QStringLiteral("perhaps.bin");
    const QByteArray large(128'000'000, 'l'); // it is not through before this thread has looked, however busy
    give(guests(), name, large);
    QVERIFY(stands(hosts(), name));
    const auto cancelled = std::make_shared<bool>(false);
    const auto once = connect(host().window().client(), &RoomClient::transfersChanged, this,
                              [this, name, cancelled](const QList<TransferView> &views) {
                                  for (const TransferView &view : views) {
                                      if (view.note.name != name || view.state != TransferState::Moving ||
                                          std::exchange(*cancelled, true))
                                          continue;
                                      act(hosts(), name, FileAction::Cancel);
                                  }
                              });
    act(hosts(), name, FileAction::Save);
    QTRY_VERIFY_WITH_TIMEOUT(*cancelled, Desk::patience);
    disconnect(once);
    QTRY_VERIFY_WITH_TIMEOUT(card(hosts(), name).state == State::Offered, Desk::patience);
    QVERIFY(says(guests(), name, QStringLiteral("Waits until Ms Rao takes it")));
    act(hosts(), name, FileAction::Save);
    QTRY_COMPARE_WITH_TIMEOUT(card(hosts(), name).state, State::Taken, Desk::patience);
    QVERIFY(saved(name) == large);
}

void DirectFileWindowTest::whoGaveItPausesIt()
{
    const QString name = QStringLiteral("not yet.bin");
    give(hosts(), name, m_content);
    QVERIFY(says(hosts(), name, QStringLiteral("Waits until ravi takes it")));
    act(hosts(), name, FileAction::Pause);
    QVERIFY(says(hosts(), name, QStringLiteral("Paused")));
    QVERIFY(stands(guests(), name));
    act(guests(), name, FileAction::Save);
    QVERIFY(says(guests(), name, QStringLiteral("Waits for Ms Rao")));
    QVERIFY(saved(name).isEmpty());
    act(hosts(), name, FileAction::Resume);
    QTRY_COMPARE_WITH_TIMEOUT(card(guests(), name).state, State::Taken, Desk::patience);
    QCOMPARE(saved(name), m_content);
    QVERIFY(says(hosts(), name, QStringLiteral("ravi has it")));
}

void DirectFileWindowTest::deletedIsGivenNoMore()
{
    const QString name = QStringLiteral("deleted.bin");
    give(hosts(), name, m_content);
    QVERIFY(says(hosts(), name, QStringLiteral("Waits until ravi takes it")));
    QVERIFY(stands(guests(), name));
    const quint64 number = guests()->conversation()->row(rowOf(guests(), name)).number;
    hands::activate(hosts());
    hosts()->messages()->setFocus();
    hosts()->messages()->setCurrentIndex(hosts()->conversation()->index(rowOf(hosts(), name)));
    hosts()->talk()->eraseChosen();
    for (Button *way : hosts()->talk()->question()->findChildren<Button *>()) {
        if (way->text() == QStringLiteral("Delete"))
            way->click();
    }
    const auto isErased = [&] {
        const int row = guests()->conversation()->rowOfNumber(number);
        return row >= 0 && guests()->conversation()->row(row).isErased;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isErased(), Desk::patience);
    const auto isGiven = [&] {
        const QList<TransferView> all = host().window().client()->transfers();
        return std::any_of(all.begin(), all.end(),
                           [&](const TransferView &view) { return view.note.name == name; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(!isGiven(), Desk::patience);
}

void DirectFileWindowTest::oneWhoIsAwayTakesItLater()
{
    const QString name = QStringLiteral("later.bin");
    guest().crash();
    QTRY_VERIFY_WITH_TIMEOUT(hosts()->files()->files().person().reach == FileCard::Reach::Away,
                             Desk::patience);
    give(hosts(), name, m_content);
    QVERIFY(says(hosts(), name, QStringLiteral("ravi is away")));
    bringBack();
    QVERIFY(says(hosts(), name, QStringLiteral("Waits until ravi takes it")));
    flow(guest())->open(rao);
    QVERIFY(stands(guests(), name));
    act(guests(), name, FileAction::Save);
    QTRY_COMPARE_WITH_TIMEOUT(card(guests(), name).state, State::Taken, Desk::patience);
    QCOMPARE(saved(name), m_content);
    QVERIFY(says(hosts(), name, QStringLiteral("ravi has it")));
}

void DirectFileWindowTest::closedConversationEndsAllTheSame()
{
    QImage image(120, 90, QImage::Format_RGB32);
    image.fill(Qt::blue);
    guests()->files()->sendPicture(image);
    const auto last = [this]() -> const ConversationModel::Row & {
        return hosts()->conversation()->row(hosts()->conversation()->rowCount() - 1);
    };
    flow(host())->open({}); // what nobody looks at does not come by itself
    const auto told = [&] { return last().file && last().file->name.startsWith(QStringLiteral("Picture ")); };
    QTRY_VERIFY_WITH_TIMEOUT(told() && !last().mine, Desk::patience);
    const QString name = last().file->name;
    const QDir outgoing(guest().profile() + QStringLiteral("/outgoing"));
    QCOMPARE(outgoing.entryList(QDir::Files), QStringList(name));
    guest().crash();
    bringBack(); // and does not open the conversation
    QVERIFY(!guests());
    flow(host())->open(ravi);
    hands::activate(&host().window());
    QTRY_VERIFY_WITH_TIMEOUT(card(hosts(), name).isPicture(), Desk::patience);
    QTRY_VERIFY_WITH_TIMEOUT(outgoing.entryList(QDir::Files).isEmpty(), Desk::patience);
    flow(guest())->open(rao);
    hands::activate(&guest().window());
    QTRY_VERIFY_WITH_TIMEOUT(card(guests(), name).isPicture(), Desk::patience); // kept to be seen
}

void DirectFileWindowTest::closedConversationKeepsNothingThatFailed()
{
    guest().crash();
    bringBack(); // and does not open the conversation
    QVERIFY(!guests());
    const QString folder = guest().profile() + QStringLiteral("/outgoing");
    QVERIFY(QDir().mkpath(folder));
    QFile made(folder + QStringLiteral("/Picture.png"));
    QVERIFY(made.open(QIODevice::WriteOnly) && made.write("pasted") == 6);
    made.close();
    TransferView view;
    view.id = 900;
    view.isUpload = true;
    view.party.name = rao;
    view.note = {Bytes(16, 'p'), QStringLiteral("Picture.png"), 6, {}};
    view.path = made.fileName();
    view.state = TransferState::Waiting;
    Q_EMIT guest().client()->transfersChanged({view});
    QVERIFY(made.exists());
    view.state = TransferState::Failed;
    view.reason = Code::FileTooLarge;
    Q_EMIT guest().client()->transfersChanged({view});
    QVERIFY(!made.exists());
}

void DirectFileWindowTest::takenIsRememberedAfterARestart()
{
    guest().crash();
    bringBack();
    flow(guest())->open(rao);
    const QString taken = QStringLiteral("later.bin");
    QVERIFY(stands(guests(), taken));
    QTRY_COMPARE_WITH_TIMEOUT(card(guests(), taken).state, State::Taken, Desk::patience);
    const QString given = QStringLiteral("tower.png");
    hands::activate(&guest().window());
    QTRY_VERIFY_WITH_TIMEOUT(card(guests(), given).isPicture(), Desk::patience); // where it was given from
    QVERIFY(says(guests(), given, QStringLiteral("Ms Rao has it")));
}

QTEST_MAIN(DirectFileWindowTest)
#include "DirectFileWindowTest.moc"
