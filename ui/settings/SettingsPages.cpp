// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SettingsPages.h"

#include "Attachments.h"
#include "FolderSetting.h"
#include "NoticeExample.h"
#include "SettingRow.h"
#include "Sheet.h"
#include "Tokens.h"

#include <QAbstractButton>
#include <QCoreApplication>

namespace waxwing::settingsPages {

namespace {

/// Words of the settings, for translators under one name.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SettingsPages)
};

/// What others are told, a row each.
struct Told
{
    SettingKey<bool> key;
    const char *words;
    const char *hint;
};
constexpr Told told[] = {
    {settingKey::typing, QT_TRANSLATE_NOOP("SettingsPages", "Show that I am typing"),
     QT_TRANSLATE_NOOP("SettingsPages",
                       "While you write, the others see your name below the conversation. Without the "
                       "tick you do not see theirs either.")},
    {settingKey::receipts, QT_TRANSLATE_NOOP("SettingsPages", "Show what I have read"),
     QT_TRANSLATE_NOOP("SettingsPages",
                       "Whoever wrote a message sees that you have read it. Without the tick you do not "
                       "see who has read yours either.")},
};

/// −1 keeps nothing, 0 all; else so many days.
QString lostByKeeping(const QVariant &now, const QVariant &wanted)
{
    const int days = wanted.toInt();
    if (days < 0)
        return Words::tr(
            "Everything that was said in all rooms until now is deleted from this PC, for good, with the "
            "pictures that came by themselves or were pasted. Files that you saved stay where they are.");
    const bool isShorter = now.toInt() == 0 || now.toInt() > days;
    if (days == 0 || !isShorter)
        return {};
    return Words::tr("What is older than %n days is deleted from this PC, for good, in all rooms, with the "
                     "pictures that came with it. Files that you saved stay where they are.",
                     nullptr, days);
}

} // namespace

SettingsPage *general(Engine &engine, bool hasTray, QWidget *parent)
{
    auto *page = new SettingsPage(Words::tr("General"), QStringLiteral("sliders"), parent);
    page->add(new ChoiceSetting(engine, settingKey::startWith, Words::tr("Waxwing opens with"),
                                {{QStringLiteral("welcome"), Words::tr("Welcome")},
                                 {QStringLiteral("room"), Words::tr("The room that was used last")}},
                                Words::tr("Your password is asked in any case."), page->sheet()));
    if (!hasTray)
        return page; // there is nowhere to go
    page->add(new ChoiceSetting(
        engine, settingKey::trayClose, Words::tr("Closing the window of a room"),
        {{QStringLiteral("ask"), Words::tr("Asks what to do")},
         {QStringLiteral("tray"), Words::tr("Keeps the room in the tray")},
         {QStringLiteral("quit"), Words::tr("Leaves the room")}},
        Words::tr("A room that you host is closed for everyone only after one more question."),
        page->sheet()));
    return page;
}

SettingsPage *chat(Engine &engine, QWidget *parent)
{
    auto *page = new SettingsPage(Words::tr("Chat"), QStringLiteral("message"), parent);
    page->add(new CheckSetting(
        engine, settingKey::enterSends, Words::tr("Enter sends the message"),
        Words::tr("Shift+Enter begins a new line. Without the tick it is the other way round."),
        page->sheet()));
    return page;
}

SettingsPage *notifications(Engine &engine, QWidget *parent)
{
    auto *page = new SettingsPage(Words::tr("Notifications"), QStringLiteral("bell"), parent);
    page->add(new CheckSetting(engine, settingKey::notifyPopup, Words::tr("Pop up for new messages"),
                               Words::tr("While the window of their room is not in front."), page->sheet()));
    auto *privacy = new ChoiceSetting(engine, settingKey::notifyPrivacy, Words::tr("What a pop-up tells"),
                                      {{QStringLiteral("full"), Words::tr("Who writes, and the text")},
                                       {QStringLiteral("name"), Words::tr("Who writes")},
                                       {QStringLiteral("nothing"), Words::tr("That there is something new")}},
                                      {}, page->sheet());
    privacy->addBelow(new NoticeExample(engine, privacy));
    page->add(privacy);
    page->add(new CheckSetting(engine, settingKey::notifySound, Words::tr("Play a sound"),
                               Words::tr("A short one, at most every few seconds."), page->sheet()));
    page->add(new CheckSetting(engine, settingKey::notifyBadge, Words::tr("Count what is unread"),
                               Words::tr("In the window's title and at the icon in the tray."),
                               page->sheet()));
    return page;
}

SettingsPage *privacy(Engine &engine, QWidget *parent)
{
    auto *page = new SettingsPage(Words::tr("Privacy"), QStringLiteral("eye-off"), parent);
    for (const Told &row : told)
        page->add(
            new CheckSetting(engine, row.key, Words::tr(row.words), Words::tr(row.hint), page->sheet()));
    return page;
}

SettingsPage *history(Engine &engine, QWidget *parent)
{
    auto *page = new SettingsPage(Words::tr("History"), QStringLiteral("clock"), parent);
    auto *days = new ChoiceSetting(
        engine, settingKey::keepDays, Words::tr("Keep what was said on this PC"),
        {{0, Words::tr("For ever")},
         {365, Words::tr("One year")},
         {90, Words::tr("90 days")},
         {30, Words::tr("30 days")},
         {7, Words::tr("7 days")},
         {-1, Words::tr("Not at all")}},
        Words::tr("Sealed under your password of the room. What waits to be sent is kept in any case."),
        page->sheet());
    days->askBefore(lostByKeeping, Words::tr("Delete it"), Words::tr("Keep it"));
    page->add(days);
    return page;
}

SettingsPage *files(Engine &engine, QWidget *parent)
{
    auto *page = new SettingsPage(Words::tr("Files"), QStringLiteral("folder"), parent);
    page->add(new FolderSetting(
        engine, settingKey::downloadFolder, Words::tr("Save files in"), attachments::usualFolder(),
        Words::tr("Nothing in it is ever overwritten, and no file is opened by itself."), page->sheet()));
    page->add(new CheckSetting(engine, settingKey::askFolder, Words::tr("Ask where to save each time"), {},
                               page->sheet()));
    page->add(new ChoiceSetting(
        engine, settingKey::pictureMiB, Words::tr("Show pictures by themselves"),
        {{1, Words::tr("Up to 1 MiB")},
         {5, Words::tr("Up to 5 MiB")},
         {20, Words::tr("Up to 20 MiB")},
         {0, Words::tr("Never")}},
        Words::tr(
            "They are fetched when you come to see them; who gave you one alone sees that you have it. "
            "Others wait for a click on Save. They are not sealed as messages are: the newest 256 MiB lie "
            "open in the profile."),
        page->sheet()));
    return page;
}

SettingsPage *appearance(Engine &engine, QWidget *parent)
{
    auto *page = new SettingsPage(Words::tr("Appearance"), QStringLiteral("contrast"), parent);
    const auto of = [](Scheme scheme) { return static_cast<int>(scheme); };
    page->add(new ChoiceSetting(engine, settingKey::scheme, Words::tr("Colours"),
                                {{of(Scheme::System), Words::tr("As the system")},
                                 {of(Scheme::Light), Words::tr("Light")},
                                 {of(Scheme::Dark), Words::tr("Dark")},
                                 {of(Scheme::HighContrast), Words::tr("High contrast")}},
                                {}, page->sheet()));
    page->add(new TextSizeSetting(engine, page->sheet()));
    return page;
}

SettingsPage *shortcuts(const QList<ShortcutGroup> &groups, QWidget *parent)
{
    auto *page = new SettingsPage(Words::tr("Shortcuts"), QStringLiteral("keyboard"), parent);
    page->add(new ShortcutList(groups, page->sheet()));
    return page;
}

} // namespace waxwing::settingsPages
