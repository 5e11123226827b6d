// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "ChatBinding.h"
#include "ChatHeader.h"
#include "ChatPage.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "ConnectionStrip.h"
#include "Desk.h"
#include "LockLine.h"
#include "PeopleModel.h"
#include "PeoplePanel.h"
#include "Sentences.h"
#include "StatusLine.h"

#include <QListView>

using namespace waxwing;

namespace {

/// A person's engine with one client, and the page that shows it; no window around.
struct Seat
{
    Seat() : engine(Engine::Options{folder.path(), {}})
    {
        if (!engine.openProfile())
            qFatal("the profile of a test does not open");
        engine.prepare();
    }

    void show(RoomClient *of)
    {
        client = of;
        binding = std::make_unique<ChatBinding>(client, &page, &status);
        page.resize(1'000, 600);
        page.show();
        status.show();
    }

    [[nodiscard]] QStringList lines(ConversationModel::Kind kind) const
    {
        QStringList result;
        for (int row = 0; row < page.conversation()->rowCount(); ++row) {
            if (page.conversation()->row(row).kind == kind)
                result.append(page.conversation()->row(row).text);
        }
        return result;
    }

    QTemporaryDir folder;
    Engine engine;
    ChatPage page;
    StatusLine status;
    RoomClient *client = nullptr;
    std::unique_ptr<ChatBinding> binding; ///< dies before what it binds
};

} // namespace

/// What ties a client to its page: facts up, wishes down. One room for all tests, each goes on where the one
/// before it ended.
class ChatBindingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void ownRoomStandsInThePage();
    void wishToSayGoesDown();
    void tooLongATextIsRefusedInTheComposer();
    void whoComesIsShownToBoth();
    void deliveryComesUp();
    void forgettingBeginsAnew();
    void aLostHostStandsInTheStrip();

private:
    bool enterAsRavi();

    std::unique_ptr<Seat> m_host;
    std::unique_ptr<Seat> m_guest;
    HostControl *m_control = nullptr;
};

void ChatBindingTest::initTestCase()
{
    m_host = std::make_unique<Seat>();
    HostOptions options;
    options.room = QStringLiteral("Lab 3");
    options.hostName = QStringLiteral("Ms Rao");
    options.registration = Registration::Open;
    options.port = 0;
    options.bindAddresses = {QStringLiteral("127.0.0.1")};
    m_control = m_host->engine.makeHost(options, &m_host->engine);
    m_control->open();
    QTRY_COMPARE_WITH_TIMEOUT(m_control->state(), HostControl::State::Open, Desk::patience);
    m_host->show(m_host->engine.makeLocalClient(m_control, &m_host->engine));
    QTRY_COMPARE_WITH_TIMEOUT(m_host->client->stage(), RoomStage::InRoom, Desk::patience);
}

void ChatBindingTest::cleanupTestCase()
{
    m_guest.reset();
    m_host.reset();
}

void ChatBindingTest::ownRoomStandsInThePage()
{
    QCOMPARE(m_host->page.header()->lockLine()->words(),
             QStringLiteral("Sealed with AES-256-GCM · you are the host"));
    QVERIFY(m_host->page.header()->joinCardButton()->isVisible());
    QCOMPARE(m_host->page.people()->view()->model()->rowCount(), 1);
    QVERIFY(m_host->status.words().startsWith(QStringLiteral("Connected")));
    QVERIFY(!m_host->page.strip()->isVisible());
    const LockFacts facts = m_host->binding->lockFacts();
    QVERIFY(facts.isHost);
    QCOMPARE(facts.room, QStringLiteral("Lab 3"));
    QCOMPARE(facts.fingerprint, m_control->info().fingerprint.grouped());
    QVERIFY(facts.address.isEmpty());
    QCOMPARE(facts.updateEvery, quint64(limits::updateEveryDefault));
}

void ChatBindingTest::wishToSayGoesDown()
{
    Q_EMIT m_host->page.sayRequested(QStringLiteral("to myself"));
    const auto said = [this] { return m_host->lines(ConversationModel::Kind::Said); };
    QCOMPARE(said(), QStringList{QStringLiteral("to myself")}); // at once, as a waiting one
    const auto &row = m_host->page.conversation()->row(m_host->page.conversation()->rowCount() - 1);
    QCOMPARE(row.state, MessageState::Waiting);
    QTRY_COMPARE_WITH_TIMEOUT(
        m_host->page.conversation()->row(m_host->page.conversation()->rowCount() - 1).state,
        MessageState::Sent, Desk::patience);
    QCOMPARE(said().size(), 1); // the same one, numbered
}

void ChatBindingTest::tooLongATextIsRefusedInTheComposer()
{
    Circumstances about;
    about.limit = static_cast<int>(m_host->client->longestText());
    Composer *composer = m_host->page.composer();
    composer->setText(QString(m_host->client->longestText() + 1, u'a'));
    QTest::keyClick(composer->edit(), Qt::Key_Return);
    QCOMPARE(composer->line(), Sentences::of(Code::TextTooLong, about));
    QCOMPARE(m_host->lines(ConversationModel::Kind::Said).size(), 1);
    composer->setText({});
}

bool ChatBindingTest::enterAsRavi()
{
    JoinTarget target;
    target.addresses = {{QStringLiteral("127.0.0.1"), m_control->info().port}};
    target.key = m_control->info().fingerprint.text();
    RoomClient *client = m_guest->engine.makeClient(&m_guest->engine);
    client->join(target);
    const auto isAt = [client](RoomStage stage) {
        return QTest::qWaitFor([&] { return client->stage() == stage; }, Desk::patience);
    };
    if (!isAt(RoomStage::Lobby))
        return false;
    client->registerAccount(QStringLiteral("ravi"), QStringLiteral("ravi@example.org"),
                            QStringLiteral("Gr3en-Kettle7"), {});
    m_guest->show(client); // before it is in, as a window does
    return isAt(RoomStage::InRoom);
}

void ChatBindingTest::whoComesIsShownToBoth()
{
    m_guest = std::make_unique<Seat>();
    QVERIFY(enterAsRavi());
    QCOMPARE(m_guest->page.header()->lockLine()->words(),
             QStringLiteral("Sealed with AES-256-GCM · host verified · 2 here"));
    QVERIFY(!m_guest->page.header()->joinCardButton()->isVisible());
    QCOMPARE(m_guest->binding->lockFacts().acceptedBy, AcceptedBy::Link);
    QVERIFY(m_guest->lines(ConversationModel::Kind::Said).isEmpty()); // nothing from before
    QTRY_COMPARE_WITH_TIMEOUT(m_host->page.people()->view()->model()->rowCount(), 2, Desk::patience);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_host->lines(ConversationModel::Kind::Notice).contains(QStringLiteral("ravi joined")),
        Desk::patience);
}

void ChatBindingTest::deliveryComesUp()
{
    Q_EMIT m_guest->page.sayRequested(QStringLiteral("hello"));
    const auto last = [](const Seat &seat) {
        return seat.page.conversation()->row(seat.page.conversation()->rowCount() - 1);
    };
    QTRY_COMPARE_WITH_TIMEOUT(last(*m_guest).state, MessageState::Delivered, Desk::patience);
    QCOMPARE(last(*m_guest).count, 1U);
    QCOMPARE(last(*m_host).text, QStringLiteral("hello"));
    QCOMPARE(last(*m_host).name, QStringLiteral("ravi"));
    QVERIFY(!last(*m_host).mine);
    QVERIFY(m_guest->status.words().contains(QStringLiteral("1 of 5"))); // the key's count
}

void ChatBindingTest::forgettingBeginsAnew()
{
    m_guest->binding->forget();
    QCOMPARE(m_guest->page.conversation()->rowCount(), 0);
    QCOMPARE(m_guest->page.people()->view()->model()->rowCount(), 2); // the people are still here
}

void ChatBindingTest::aLostHostStandsInTheStrip()
{
    m_host->binding.reset();
    m_control->close(Code::Away);
    QTRY_COMPARE_WITH_TIMEOUT(m_guest->client->stage(), RoomStage::Reconnecting, Desk::patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_guest->page.strip()->isVisible(), Desk::patience);
    QVERIFY(m_guest->page.strip()->sentence().startsWith(QStringLiteral("The host is away")));
    QVERIFY(!m_guest->page.composer()->isForbidden()); // what is written waits
    QVERIFY(!m_guest->status.words().startsWith(QStringLiteral("Connected")));
    Q_EMIT m_guest->page.sayRequested(QStringLiteral("later"));
    const quint64 waiting =
        m_guest->page.conversation()->row(m_guest->page.conversation()->rowCount() - 1).localId;
    QVERIFY(waiting != 0);
    Q_EMIT m_guest->page.discardRequested(waiting);
    QVERIFY(!m_guest->lines(ConversationModel::Kind::Said).contains(QStringLiteral("later")));
    m_guest->client->leave();
}

QTEST_MAIN(ChatBindingTest)
#include "ChatBindingTest.moc"
