// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// waxwing_history_gallery FOLDER [light|dark|contrast] [PERCENT] [rtl]: what was said before, and the two
// searches in their states, as PNGs. QT_SCALE_FACTOR=2 for 2x.

#include "Button.h"
#include "ChatPage.h"
#include "FindBar.h"
#include "FindFilters.h"
#include "FindPanel.h"
#include "GalleryRun.h"
#include "HistoryReader.h"
#include "MessageList.h"
#include "PageFeed.h"
#include "ProgressDialog.h"
#include "Talk.h"
#include "TalkFinder.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListView>

using namespace waxwing;

namespace {

QList<RoomMessage> lesson()
{
    const QDate day = QDate::currentDate();
    const auto said = [&](quint64 number, const char *name, const char *text, int daysAgo, int minute) {
        return talk::said(number, QString::fromUtf8(name), QString::fromUtf8(text),
                          talk::at(day.addDays(-daysAgo), 10, minute));
    };
    QList<RoomMessage> result{
        said(1, "Ms Rao", "Welcome back. Today: what the **key** of a record is, and where it comes from.", 3,
             2),
        said(2, "Ravi", "The key is the password?", 3, 4),
        said(3, "Mei Lin", "No, the password only proves who you are. The key is made anew each time.", 3, 5),
        said(4, "محمد الأمين", "المفتاح key يتغير بعد خمس رسائل، أليس كذلك؟", 1, 12),
        said(5, "Ms Rao",
             "Right: after five messages there is a new key. A message that was sealed with an old key "
             "cannot be "
             "opened with the new one, and nobody keeps the old keys. That is why a thief who comes tomorrow "
             "learns nothing about what we say today, whatever KEY he finds in memory.",
             1, 13),
        said(6, "Olu", "👍", 1, 13),
        said(7, "Asha", "So forward secrecy is only throwing keys away at the right time?", 0, 20),
        said(8, "Ms Rao", "In one sentence: yes.", 0, 21),
        said(9, "Wolfgang-Maximilian WWWWWWWWWWWW",
             "Schlüsselerneuerungsverfahrensbeschreibungkeyschlüsselerneuerungsverfahrensbeschreibung", 0,
             22)};
    return result;
}

class Gallery
{
public:
    explicit Gallery(QDir folder) : m_folder(std::move(folder)) {}

    void bar() const
    {
        ChatPage page;
        fill(page);
        page.showFind();
        save(page, "find-empty", {1120, 640});
        page.findBar()->edit()->setText(QStringLiteral("key"));
        settle(page);
        page.findBar()->olderButton()->click();
        save(page, "find-hits", {1120, 640});
        page.findBar()->filterButton()->click();
        page.findBar()->filters()->person()->setText(QStringLiteral("Ms Rao"));
        page.findBar()->filters()->from()->setText(QStringLiteral("yesterday"));
        settle(page);
        save(page, "find-filter", {1120, 640});
        save(page, "find-narrow", {720, 480});
        page.findBar()->filters()->reset();
        page.findBar()->filterButton()->click();
        page.findBar()->edit()->setText(QStringLiteral("nothing like it"));
        settle(page);
        save(page, "find-none", {900, 480});
    }

    void panel() const
    {
        ChatPage page;
        fill(page);
        page.resize(1120, 640);
        page.show();
        page.showFindEverywhere();
        save(page, "everywhere-empty", {1120, 640});
        page.findPanel()->edit()->setText(QStringLiteral("key"));
        settle(page);
        page.findPanel()->results()->setFocus(Qt::TabFocusReason);
        page.setAttribute(Qt::WA_KeyboardFocusChange);
        page.findPanel()->results()->setCurrentIndex(page.findPanel()->results()->model()->index(1, 0));
        save(page, "everywhere-hits", {1120, 640});
        save(page, "everywhere-narrow", {720, 480});
        page.findPanel()->filterButton()->click();
        settle(page);
        save(page, "everywhere-filter", {1120, 640});
        page.findPanel()->filterButton()->click();
        page.findPanel()->edit()->setText(QStringLiteral("nothing like it"));
        settle(page);
        save(page, "everywhere-none", {1120, 640});
        page.finder()->setHistory(TalkFinder::Door{[](const SearchQuery &) { return quint64(1); }, [] {}});
        page.findPanel()->edit()->setText(QStringLiteral("key"));
        QTest::qWait(400);
        save(page, "everywhere-searching", {1120, 640});
    }

    /// Of the room and of two conversations with one person, long names among them.
    void mixed() const
    {
        ChatPage page;
        fill(page);
        const QString asha = QStringLiteral("Asha");
        const QString longName = QStringLiteral("Wolfgang-Maximilian WWWWWWWWWWWW");
        for (const QString &name : {QStringLiteral("Mei Lin"), longName}) {
            auto *direct = new ChatPage(&page, ChatPage::Of::Person);
            direct->setPerson(name);
            direct->setSelf(asha);
            page.add(direct);
            const QDate day = QDate::currentDate();
            direct->conversation()->messagesArrived(
                {talk::said(1, name, QStringLiteral("The key for the cupboard is with me."),
                            talk::at(day.addDays(-1), 16, 2)),
                 talk::said(2, asha, QStringLiteral("Keep the key, I am late today."),
                            talk::at(day, 0, 21))});
        }
        page.resize(1120, 640);
        page.show();
        page.showFindEverywhere();
        page.findPanel()->edit()->setText(QStringLiteral("key"));
        settle(page);
        page.findPanel()->results()->setCurrentIndex(page.findPanel()->results()->model()->index(1, 0));
        save(page, "everywhere-mixed", {1120, 760});
        save(page, "everywhere-mixed-narrow", {720, 560});
    }

    void opened() const
    {
        ChatPage page;
        fill(page, false);
        PageFeed feed(*page.reader());
        feed.keep(talk::many(3'000));
        page.resize(1120, 640);
        page.show();
        feed.open(1'200);
        feed.answer();
        page.conversation()->messagesArrived(
            {talk::said(3'001, QStringLiteral("Olu"), QStringLiteral("live"), talk::today(12, 0))});
        save(page, "opened-unread", {1120, 640});
    }

    void dialogs() const
    {
        ProgressDialog progress(QStringLiteral("Exporting what was said"));
        progress.setAttribute(Qt::WA_DeleteOnClose, false);
        progress.setWords(QStringLiteral("23,000 messages"));
        save(progress, "export-progress", progress.sizeHint());
    }

private:
    static void fill(ChatPage &page, bool withTalk = true)
    {
        LockFacts facts;
        facts.room = QStringLiteral("10B Network security");
        facts.people = 5;
        page.setRoom(facts.room);
        page.setLock(facts);
        page.setSelf(QStringLiteral("Asha"));
        page.setPeople(talk::people(5));
        page.setConnected();
        if (withTalk)
            page.conversation()->messagesArrived(lesson());
    }
    /// Typing has paused, and all is found.
    static void settle(const ChatPage &page)
    {
        QTest::qWait(400);
        (void)QTest::qWaitFor([&page] { return !page.finder()->isSearching(); }, 2'000);
    }
    void save(QWidget &window, const char *name, QSize size) const
    {
        GalleryRun::save(window, m_folder, QString::fromLatin1(name), size);
    }

    QDir m_folder;
};

} // namespace

int main(int argc, char **argv)
{
    const GalleryRun run(argc, argv);
    if (QApplication::arguments().value(4) == u"rtl")
        QApplication::setLayoutDirection(Qt::RightToLeft);
    const Gallery gallery(run.folder());
    gallery.bar();
    gallery.panel();
    gallery.mixed();
    gallery.opened();
    gallery.dialogs();
    return 0;
}
