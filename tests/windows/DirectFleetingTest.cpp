// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "ChatPage.h"
#include "ConversationListModel.h"
#include "ConversationModel.h"
#include "ConversationPanel.h"
#include "DirectClient.h"
#include "DirectFlow.h"
#include "RoomClient.h"
#include "SettingKeys.h"
#include "TwoDesks.h"

using namespace waxwing;

namespace {

const QString rao = QStringLiteral("Ms Rao");
const QString ravi = QStringLiteral("ravi");

} // namespace

/// The host keeps nothing of what is said, and has no conversation open: what comes to them alone is there
/// all the same. Each test goes on where the one before it ended.
class DirectFleetingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_desks.reset(); }
    void itStandsInAPageThatNobodyOpened();
    void itIsReadAndToldAsRead();
    void whatItsAuthorDeletesGoes();

private:
    [[nodiscard]] DirectFlow *flow() const { return m_desks->host.window().direct(); }
    [[nodiscard]] DirectClient *guest() const { return m_desks->guest.window().client()->direct(); }
    [[nodiscard]] int unread() const
    {
        const ConversationListModel *model = flow()->list()->model();
        const int row = model->rowOf(ravi);
        return row < 0 ? 0 : model->entries()[row].unread;
    }
    [[nodiscard]] int rowOf(const QString &text) const
    {
        const ChatPage *page = flow()->page(ravi);
        for (int at = page ? page->conversation()->rowCount() - 1 : -1; at >= 0; --at) {
            if (page->conversation()->row(at).text == text)
                return at;
        }
        return -1;
    }
    [[nodiscard]] static DirectWish wish(const QString &text)
    {
        DirectWish made;
        made.name = rao;
        made.text = text;
        return made;
    }

    std::unique_ptr<TwoDesks> m_desks;
};

void DirectFleetingTest::initTestCase()
{
    m_desks = std::make_unique<TwoDesks>();
    QVERIFY(m_desks->enterBoth());
    QVERIFY(m_desks->host.goToChat());
    m_desks->host.engine().setSetting(settingKey::keepDays.key(), -1);
    QTRY_VERIFY_WITH_TIMEOUT(m_desks->guest.window().client()->canDirect(), Desk::patience);
}

void DirectFleetingTest::itStandsInAPageThatNobodyOpened()
{
    QVERIFY(!flow()->page(ravi));
    guest()->tell(wish(QStringLiteral("one")));
    guest()->tell(wish(QStringLiteral("two")));
    QTRY_COMPARE_WITH_TIMEOUT(unread(), 2, Desk::patience);
    QCOMPARE(flow()->inFront(), QString()); // nothing comes to the front by itself
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(QStringLiteral("one")) >= 0 && rowOf(QStringLiteral("two")) >= 0,
                             Desk::patience);
    const ConversationModel *talk = flow()->page(ravi)->conversation();
    const quint64 first = talk->row(rowOf(QStringLiteral("one"))).number;
    QVERIFY(first > 0);
    QVERIFY(talk->row(rowOf(QStringLiteral("two"))).number > first);
}

void DirectFleetingTest::itIsReadAndToldAsRead()
{
    hands::activate(&m_desks->host.window());
    flow()->open(ravi);
    QTRY_COMPARE_WITH_TIMEOUT(unread(), 0, Desk::patience);
    QVERIFY(rowOf(QStringLiteral("one")) >= 0);
    const auto readThere = [this] {
        const QList<DirectPersonView> people = guest()->people();
        return people.isEmpty() ? 0 : people.first().read;
    };
    QTRY_COMPARE_WITH_TIMEOUT(readThere(), quint64(2), Desk::patience);
}

void DirectFleetingTest::whatItsAuthorDeletesGoes()
{
    DirectWish erasure = wish({});
    erasure.act = Act::Erase;
    erasure.target = 1;
    guest()->tell(erasure);
    QTRY_COMPARE_WITH_TIMEOUT(rowOf(QStringLiteral("one")), -1, Desk::patience);
    QVERIFY(rowOf(QStringLiteral("two")) >= 0);
}

QTEST_MAIN(DirectFleetingTest)
#include "DirectFleetingTest.moc"
