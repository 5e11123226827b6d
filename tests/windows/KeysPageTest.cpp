// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "../pure/channel/support/TestKeys.h"
#include "KeyBands.h"
#include "KeyRowsView.h"
#include "KeyWords.h"
#include "KeysProbe.h"
#include "LinkChooser.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;
using namespace waxwing::keysprobe;
using What = KeyLeak::What;

/// The keys page as a person meets it: bands, why they began, and exactly what falls with a leak.
class KeysPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyStateSaysSo();
    void bandsShowTheLastKeys();
    void bandsTellWhy();
    void clickOnABandMarksWhatFalls();
    void clickBesideARowChoosesItsKey();
    void secretMarksUpToTheRefresh();
    void chainAndIdentityMarkNothing();
    void keysOfTheHandshakeSealedNoTalk();
    void everythingByKeyboard();
    void anotherLinkForgetsTheChoice();
    void newLinkTakesNothingOver_data();
    void newLinkTakesNothingOver();
    void bandsAloneFollowALog();

private:
    /// Frames of talk in a log that were sealed by this direction with one of these keys: by their bytes.
    static QList<quint64> sealedWith(const FrameLog &log, bool sent, quint32 first, quint32 last)
    {
        QList<quint64> frames;
        for (const TracedFrame &frame : log.frames(0, log.end())) {
            const auto message = frame.hasContent ? decodeMessage(frame.content()) : failure(Code::Malformed);
            const bool isTalk =
                message && (std::holds_alternative<Say>(*message) || std::holds_alternative<Said>(*message));
            const quint32 epoch = isTalk ? quint8(frame.bytes()[8]) : 0; // PROTOCOL 5.1
            if (isTalk && frame.sent == sent && epoch >= first && epoch <= last)
                frames << frame.number;
        }
        return frames;
    }
    static void chooseLink(const KeysPage &page, quint64 link)
    {
        QComboBox *box = page.chooser()->box();
        const int at = box->findData(QVariant::fromValue(link));
        QVERIFY(at >= 0);
        box->setCurrentIndex(at);
    }
    static void choose(KeysPage &page, What what)
    {
        const int at = page.leakBox()->findData(QVariant::fromValue(what));
        QVERIFY(at >= 0);
        page.leakBox()->setCurrentIndex(at);
    }
};

void KeysPageTest::emptyStateSaysSo()
{
    KeysPage page;
    show(page);
    QVERIFY(!page.rows()->isVisible());
    QVERIFY(!page.bands()->isVisible());
    bool isSaid = false;
    for (const auto *label : page.findChildren<QLabel *>())
        isSaid = isSaid || (label->isVisible() && label->text().startsWith(QStringLiteral("No keys yet")));
    QVERIFY(isSaid);
}

void KeysPageTest::bandsShowTheLastKeys()
{
    TracedSession session;
    QVERIFY(talk(session));
    KeysPage page;
    page.setLog(session.guestLog());
    show(page);
    QTRY_COMPARE(talkRows(page), 18);
    const auto placed = page.bands()->placed();
    int current = 0;
    for (const KeyBands::Placed &band : placed) {
        QVERIFY(page.bands()->rect().contains(band.place));
        current += band.isCurrent ? 1 : 0;
        if (band.isCurrent)
            QCOMPARE(band.words, QStringLiteral("key 7 · 1 of 2"));
    }
    QCOMPARE(current, 2);
    QVERIFY(page.bands()->accessibleDescription().contains(QStringLiteral("Sending key 7 · 1 of 2")));
    for (std::size_t i = 1; i < placed.size(); ++i)
        QVERIFY(!placed[i].place.intersects(placed[i - 1].place));
    page.resize(260, 760); // as many as fit, the current ones always
    QTRY_VERIFY(page.bands()->placed().size() < placed.size());
    QVERIFY(page.bands()->placed().back().isCurrent);
}

void KeysPageTest::bandsTellWhy()
{
    using Began = KeyEpoch::Began;
    QSet<QString> seen;
    for (int began = 0; began <= int(Began::Refresh); ++began) {
        KeyEpoch epoch;
        epoch.number = 3;
        epoch.behind = 5;
        epoch.began = Began(began);
        const QString why = KeyWords::why(epoch);
        QVERIFY(!why.isEmpty());
        QVERIFY2(!seen.contains(why), qPrintable(why));
        seen.insert(why);
    }
    KeyEpoch talked;
    talked.number = 4;
    talked.sent = true;
    talked.began = Began::Talk;
    talked.behind = 1;
    QCOMPARE(KeyWords::begins(talked), QStringLiteral("Sending key 4: new after 1 message"));
}

void KeysPageTest::clickOnABandMarksWhatFalls()
{
    TracedSession session;
    QVERIFY(talk(session));
    KeysPage page;
    page.setLog(session.guestLog());
    show(page);
    QTRY_COMPARE(talkRows(page), 18);
    QVERIFY(fallen(page).isEmpty());
    for (const KeyBands::Placed &band : page.bands()->placed()) {
        QTest::mouseClick(page.bands(), Qt::LeftButton, {}, band.place.center());
        QCOMPARE(page.model()->leak().what, What::KeyAndIv);
        const QList<quint64> expected = sealedWith(*session.guestLog(), band.sent, band.epoch, band.epoch);
        QCOMPARE(fallen(page), expected);
        if (!expected.isEmpty())
            QVERIFY2(page.verdict().startsWith(QStringLiteral("%1 of 18 messages fall, %2 stay sealed.")
                                                   .arg(expected.size())
                                                   .arg(18 - expected.size())),
                     qPrintable(page.verdict()));
    }
    QCOMPARE(sealedWith(*session.guestLog(), true, 3, 3).size(), 2);
}

void KeysPageTest::clickBesideARowChoosesItsKey()
{
    TracedSession session;
    QVERIFY(talk(session));
    KeysPage page;
    page.setLog(session.guestLog());
    show(page);
    QTRY_COMPARE(talkRows(page), 18);
    const QModelIndex row = page.rows()->indexAt(QPoint(300, 60));
    QVERIFY(row.isValid());
    const KeyTimeline::Entry entry = page.model()->entry(row.row());
    const auto at = page.rows()->geometryOf(page.rows()->visualRect(row));
    for (const bool sent : {true, false}) {
        const QRect band = sent ? at.sending : at.receiving;
        QTest::mouseClick(page.rows()->viewport(), Qt::LeftButton, {}, band.center());
        QCOMPARE(page.model()->leak().sent, sent);
        QCOMPARE(page.model()->leak().epoch, entry.sent == sent ? entry.epoch : entry.otherEpoch);
    }
}

void KeysPageTest::secretMarksUpToTheRefresh()
{
    TracedSession session;
    QVERIFY(talk(session));
    KeysPage page;
    page.setLog(session.hostLog());
    show(page);
    QTRY_COMPARE(talkRows(page), 18);
    // said: keys 2, 3, 4 with two each, key 5 with none; refresh; key 6 with two, key 7 with one.
    Q_EMIT page.bands()->bandChosen(true, 3);
    choose(page, What::Secret);
    QCOMPARE(fallen(page), sealedWith(*session.hostLog(), true, 3, 5));
    QCOMPARE(fallen(page).size(), 4);
    QVERIFY(page.verdict().contains(QStringLiteral("up to key 5")));
    Q_EMIT page.bands()->bandChosen(true, 6); // still the secret
    QCOMPARE(page.model()->leak().what, What::Secret);
    QCOMPARE(fallen(page), sealedWith(*session.hostLog(), true, 6, 7));
    QVERIFY(page.verdict().contains(QStringLiteral("until the next refresh")));
    // What is said next falls as well.
    QVERIFY(session.hostSays(QStringLiteral("one more")));
    QTRY_COMPARE(fallen(page).size(), 4);
}

void KeysPageTest::chainAndIdentityMarkNothing()
{
    TracedSession session;
    QVERIFY(talk(session));
    KeysPage page;
    page.setLog(session.guestLog());
    show(page);
    QTRY_COMPARE(talkRows(page), 18);
    for (const What what : {What::Chain, What::HostIdentity}) {
        choose(page, what);
        QVERIFY(fallen(page).isEmpty());
        QVERIFY2(page.verdict().startsWith(QStringLiteral("No message falls: 18 stay sealed.")),
                 qPrintable(page.verdict()));
    }
    QVERIFY(page.verdict().contains(QStringLiteral("pose as the host")));
}

void KeysPageTest::keysOfTheHandshakeSealedNoTalk()
{
    TracedSession session;
    QVERIFY(talk(session));
    KeysPage page;
    page.setLog(session.hostLog());
    show(page);
    QTRY_COMPARE(talkRows(page), 18);
    Q_EMIT page.bands()->bandChosen(false, 1);
    QVERIFY(page.verdict().startsWith(QStringLiteral("No message falls")));
    QVERIFY(page.verdict().contains(QStringLiteral("try passwords against"))); // yet the login does
    Q_EMIT page.bands()->bandChosen(true, 1);
    QVERIFY(!page.verdict().contains(QStringLiteral("passwords")));
}

void KeysPageTest::everythingByKeyboard()
{
    TracedSession session;
    QVERIFY(talk(session));
    KeysPage page;
    page.setLog(session.guestLog());
    show(page);
    QTRY_COMPARE(talkRows(page), 18);
    page.bands()->setFocus(Qt::TabFocusReason);
    QVERIFY(page.bands()->accessibleDescription().startsWith(QStringLiteral("Sending key 7:")));
    QTest::keyClick(page.bands(), Qt::Key_Left);
    QVERIFY(page.bands()->accessibleDescription().startsWith(QStringLiteral("Sending key 6:")));
    QTest::keyClick(page.bands(), Qt::Key_Down);
    QVERIFY(page.bands()->accessibleDescription().startsWith(QStringLiteral("Receiving key")));
    QTest::keyClick(page.bands(), Qt::Key_Up);
    QTest::keyClick(page.bands(), Qt::Key_Return);
    QCOMPARE(page.model()->leak().what, What::KeyAndIv);
    QVERIFY(page.model()->leak().sent);
    // From the rows.
    page.rows()->setFocus(Qt::TabFocusReason);
    page.rows()->setCurrentIndex(page.model()->index(8));
    QTest::keyClick(page.rows(), Qt::Key_Space);
    QCOMPARE(page.model()->leak().epoch, page.model()->entry(8).epoch);
    QCOMPARE(page.model()->leak().sent, page.model()->entry(8).sent);
    const QString heard = page.model()->index(8).data(Qt::AccessibleTextRole).toString();
    QVERIFY(heard.contains(KeyWords::keyOf(page.model()->entry(8).sent, page.model()->entry(8).epoch)));
    QVERIFY(heard.endsWith(QStringLiteral("falls")));
    for (const QWidget *widget : {static_cast<QWidget *>(page.rows()), static_cast<QWidget *>(page.bands()),
                                  static_cast<QWidget *>(page.leakBox())}) {
        QVERIFY(!widget->accessibleName().isEmpty());
        QVERIFY((widget->focusPolicy() & Qt::TabFocus) != 0);
    }
}

void KeysPageTest::anotherLinkForgetsTheChoice()
{
    TracedSession session;
    QVERIFY(talk(session));
    LinkPair other(Wire::Pipe, {}, testKeys::oneTimeKey(), testKeys::identity());
    session.atHost.attach(*other.host);
    QVERIFY(other.open());
    KeysPage page;
    page.setLog(session.hostLog());
    show(page);
    chooseLink(page, 1);
    QTRY_COMPARE(talkRows(page), 18);
    Q_EMIT page.bands()->bandChosen(true, 3);
    QCOMPARE(fallen(page).size(), 2);
    chooseLink(page, 2);
    QTRY_COMPARE(page.model()->timeline().epochs(true).size(), 2U);
    QCOMPARE(page.model()->leak().what, What::Nothing);
    QCOMPARE(talkRows(page), 0);
}

void KeysPageTest::newLinkTakesNothingOver_data()
{
    QTest::addColumn<int>("touched");
    QTest::addColumn<quint64>("link");
    QTest::newRow("nothing") << 0 << quint64(2);
    QTest::newRow("a key") << 1 << quint64(1);
    QTest::newRow("a leak") << 2 << quint64(1);
}

void KeysPageTest::newLinkTakesNothingOver()
{
    QFETCH(int, touched);
    QFETCH(quint64, link);
    TracedSession session;
    QVERIFY(talk(session));
    KeysPage page;
    page.setLog(session.hostLog());
    show(page);
    QTRY_COMPARE(talkRows(page), 18);
    if (touched == 1)
        Q_EMIT page.bands()->bandChosen(true, 3);
    if (touched == 2)
        choose(page, What::Chain);
    LinkPair other(Wire::Pipe, {}, testKeys::oneTimeKey(), testKeys::identity());
    session.atHost.attach(*other.host);
    QVERIFY(other.open());
    QTRY_COMPARE(page.chooser()->box()->count(), 2);
    QCOMPARE(page.chooser()->link(), link);
}

void KeysPageTest::bandsAloneFollowALog()
{
    TracedSession session;
    QVERIFY(session.enter(5));
    KeyBands bands;
    bands.setLog(session.guestLog());
    bands.setLink(1);
    bands.resize(500, bands.sizeHint().height());
    bands.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bands));
    QTRY_VERIFY(!bands.placed().empty());
    QVERIFY(session.guestSays(QStringLiteral("hello")));
    QTRY_VERIFY(bands.accessibleDescription().contains(QStringLiteral("Sending key 2 · 1 of 5")));
    const QSignalSpy spy(&bands, &KeyBands::bandChosen);
    const KeyBands::Placed last = bands.placed().back();
    QTest::mouseClick(&bands, Qt::LeftButton, {}, last.place.center());
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().at(0).toBool(), last.sent);
    QCOMPARE(spy.first().at(1).toUInt(), last.epoch);
    bands.setLink(0);
    QVERIFY(bands.placed().empty());
}

QTEST_MAIN(KeysPageTest)
#include "KeysPageTest.moc"
