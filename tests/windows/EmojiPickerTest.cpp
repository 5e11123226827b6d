// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "EmojiGrid.h"
#include "EmojiModel.h"
#include "EmojiPicker.h"
#include "EmojiTable.h"
#include "EmojiTabs.h"
#include "PageProbe.h"
#include "RichText.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

class EmojiPickerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tableHasEachEmojiOnce();
    void tonesStandWhereTheyBelong_data();
    void tonesStandWhereTheyBelong();
    void everyEmojiIsShownAsOne();
    void searchFindsByName_data();
    void searchFindsByName();
    void nameOfAnyTone();
    void searchThenEnterTakes();
    void arrowsWalkTheGrid();
    void letterInTheGridSearches();
    void shiftTakesAndStays();
    void whatWasUsedStandsFirst();
    void recentTakesOnlyEmoji();
    void toneGoesRound();
    void escapeShutsIt();
    void everythingHasAName();

private:
    std::unique_ptr<QWidget> m_window;
    EmojiPicker *m_picker = nullptr;
    std::unique_ptr<QSignalSpy> m_taken;
};

void EmojiPickerTest::init()
{
    m_window = std::make_unique<QWidget>();
    m_picker = new EmojiPicker(m_window.get());
    auto *button = new QPushButton(m_window.get());
    button->setGeometry(20, 540, 34, 34);
    pageprobe::show(*m_window, {600, 600});
    m_taken = std::make_unique<QSignalSpy>(m_picker, &EmojiPicker::taken);
    m_picker->openAt(button);
    QVERIFY(QTest::qWaitForWindowExposed(m_picker));
    m_picker->search()->setFocus();
}

void EmojiPickerTest::tableHasEachEmojiOnce()
{
    QCOMPARE(emoji::entryCount, 1'870); // Unicode 15.0
    QSet<QString> seen;
    for (int i = 0; i < emoji::entryCount; ++i) {
        const emoji::Entry &entry = emoji::entries[i];
        QVERIFY(entry.group < emoji::groupCount);
        seen.insert(QString::fromUtf16(entry.text));
        QCOMPARE(emoji::inTone(entry, 0), QString::fromUtf16(entry.text));
    }
    QCOMPARE(seen.size(), emoji::entryCount);
}

void EmojiPickerTest::tonesStandWhereTheyBelong_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("toned");
    QTest::newRow("hand") << "waving hand" << QStringLiteral("\U0001F44B\U0001F3FD");
    QTest::newRow("in place of the presentation")
        << "index pointing up" << QStringLiteral("\u261D\U0001F3FD");
    QTest::newRow("before a joiner") << "man detective"
                                     << QStringLiteral("\U0001F575\U0001F3FD\u200D\u2642\uFE0F");
    QTest::newRow("twice") << "people holding hands"
                           << QStringLiteral(
                                  "\U0001F9D1\U0001F3FD\u200D\U0001F91D\u200D\U0001F9D1\U0001F3FD");
    QTest::newRow("none") << "grinning face" << QStringLiteral("\U0001F600");
}

void EmojiPickerTest::tonesStandWhereTheyBelong()
{
    QFETCH(QString, name);
    QFETCH(QString, toned);
    EmojiModel model;
    model.setTone(3);
    model.search(name);
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row).data(Qt::AccessibleTextRole) != name)
            continue;
        QCOMPARE(model.index(row).data().toString(), toned);
        return;
    }
    QFAIL("not found");
}

void EmojiPickerTest::everyEmojiIsShownAsOne()
{
    // What the picker gives stands alone in double size.
    for (int i = 0; i < emoji::entryCount; ++i) {
        const QString text = emoji::inTone(emoji::entries[i], i % emoji::toneCount);
        QVERIFY2(isEmojiAlone(text), emoji::entries[i].name);
        QCOMPARE(parseMessage(text).text, text);
    }
}

void EmojiPickerTest::searchFindsByName_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("first");
    QTest::newRow("word") << "tada" << QString();
    QTest::newRow("name") << "party popper" << QStringLiteral("\U0001F389");
    QTest::newRow("order does not matter") << "popper PARTY" << QStringLiteral("\U0001F389");
    QTest::newRow("beginning of a word") << "fingers cro" << QStringLiteral("\U0001F91E");
    QTest::newRow("not within a word") << "rossed" << QString();
    QTest::newRow("kind") << "bird eagle" << QStringLiteral("\U0001F985");
    QTest::newRow("flag") << "poland" << QStringLiteral("\U0001F1F5\U0001F1F1");
    QTest::newRow("nothing") << "   " << QString();
}

void EmojiPickerTest::searchFindsByName()
{
    QFETCH(QString, words);
    QFETCH(QString, first);
    EmojiModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.showGroup(2);
    QVERIFY(model.rowCount() > 100);
    model.search(words);
    QCOMPARE(model.rowCount() > 0, !first.isEmpty());
    QCOMPARE(model.index(0).data().toString(), first);
}

void EmojiPickerTest::nameOfAnyTone()
{
    QCOMPARE(EmojiModel::nameOf(QStringLiteral("\U0001F44B\U0001F3FF")), QStringLiteral("waving hand"));
    QCOMPARE(EmojiModel::nameOf(QStringLiteral("\u2764")), QStringLiteral("red heart"));
    QVERIFY(EmojiModel::nameOf(QStringLiteral("<b>")).isEmpty());
    QVERIFY(EmojiModel::nameOf({}).isEmpty());
}

void EmojiPickerTest::searchThenEnterTakes()
{
    QTest::keyClicks(m_picker->search(), QStringLiteral("party pop"));
    QCOMPARE(m_picker->shownName(), QStringLiteral("party popper"));
    QTest::keyClick(m_picker->search(), Qt::Key_Return);
    QCOMPARE(m_taken->size(), 1);
    QCOMPARE(m_taken->first().first().toString(), QStringLiteral("\U0001F389"));
    QVERIFY(!m_picker->isVisible());
}

void EmojiPickerTest::arrowsWalkTheGrid()
{
    QTest::keyClick(m_picker->search(), Qt::Key_Down);
    QVERIFY(m_picker->grid()->hasFocus());
    QTest::keyClick(m_picker->grid(), Qt::Key_Right);
    QCOMPARE(m_picker->grid()->currentIndex().row(), 1);
    QTest::keyClick(m_picker->grid(), Qt::Key_Down);
    QCOMPARE(m_picker->grid()->currentIndex().row(), 1 + EmojiGrid::columns);
    QTest::keyClick(m_picker->grid(), Qt::Key_Left);
    QTest::keyClick(m_picker->grid(), Qt::Key_Left); // on from the beginning of a row
    QCOMPARE(m_picker->grid()->currentIndex().row(), EmojiGrid::columns - 1);
    QTest::keyClick(m_picker->grid(), Qt::Key_Up);
    QVERIFY(m_picker->search()->hasFocus());
    QTest::keyClick(m_picker->search(), Qt::Key_Down);
    QTest::keyClick(m_picker->grid(), Qt::Key_Return);
    QCOMPARE(m_taken->size(), 1);
    QCOMPARE(m_taken->first().first().toString(), QStringLiteral("\U0001F600"));
}

void EmojiPickerTest::letterInTheGridSearches()
{
    m_picker->grid()->setFocus();
    QTest::keyClick(m_picker->grid(), Qt::Key_T);
    QVERIFY(m_picker->search()->hasFocus());
    QCOMPARE(m_picker->search()->text(), QStringLiteral("t"));
}

void EmojiPickerTest::shiftTakesAndStays()
{
    const QModelIndex third = m_picker->grid()->model()->index(2, 0);
    const QPoint there = m_picker->grid()->visualRect(third).center();
    QTest::mouseClick(m_picker->grid()->viewport(), Qt::LeftButton, Qt::ShiftModifier, there);
    QVERIFY(m_picker->isVisible());
    QTest::mouseClick(m_picker->grid()->viewport(), Qt::LeftButton, Qt::NoModifier, there);
    QVERIFY(!m_picker->isVisible());
    QCOMPARE(m_taken->size(), 2);
    QCOMPARE(m_taken->last().first().toString(), third.data().toString());
}

void EmojiPickerTest::whatWasUsedStandsFirst()
{
    QSignalSpy recent(m_picker, &EmojiPicker::recentChanged);
    m_picker->setRecent({QStringLiteral("\U0001F600"), QStringLiteral("\U0001F44B\U0001F3FD")});
    QTest::keyClicks(m_picker->search(), QStringLiteral("party popper"));
    QTest::keyClick(m_picker->search(), Qt::Key_Return);
    const QStringList wanted{QStringLiteral("\U0001F389"), QStringLiteral("\U0001F600"),
                             QStringLiteral("\U0001F44B\U0001F3FD")};
    QCOMPARE(recent.last().first().toStringList(), wanted);
    m_picker->openAt(m_window.get());
    QCOMPARE(m_picker->tabs()->currentIndex(), 0);
    QCOMPARE(m_picker->grid()->model()->rowCount(), 3);
    QCOMPARE(m_picker->grid()->model()->index(0, 0).data().toString(), wanted.first());
}

void EmojiPickerTest::recentTakesOnlyEmoji()
{
    m_picker->setRecent({QStringLiteral("<img src=x>"), QStringLiteral("\U0001F389"), QStringLiteral("abc"),
                         QStringLiteral("\U0001F389")});
    QCOMPARE(m_picker->recent(), QStringList{QStringLiteral("\U0001F389")});
}

void EmojiPickerTest::toneGoesRound()
{
    QSignalSpy changed(m_picker, &EmojiPicker::toneChanged);
    for (int tone = 1; tone <= 6; ++tone) {
        m_picker->toneButton()->click();
        QCOMPARE(m_picker->tone(), tone % 6);
    }
    QCOMPARE(changed.size(), 6);
    m_picker->setTone(77); // out of an older or newer profile
    QCOMPARE(m_picker->tone(), 0);
}

void EmojiPickerTest::escapeShutsIt()
{
    QTest::keyClicks(m_picker->search(), QStringLiteral("cat"));
    QTest::keyClick(m_picker->search(), Qt::Key_Escape);
    QVERIFY(m_picker->isVisible()); // first the search
    QCOMPARE(m_picker->search()->text(), QString());
    QTest::keyClick(m_picker->search(), Qt::Key_Escape);
    QVERIFY(!m_picker->isVisible());
    QCOMPARE(m_taken->size(), 0);
}

void EmojiPickerTest::everythingHasAName()
{
    QCOMPARE(pageprobe::unnamed(*m_picker), QStringList());
    for (int tab = 0; tab < m_picker->tabs()->count(); ++tab)
        QVERIFY(!m_picker->tabs()->accessibleTabName(tab).isEmpty());
    QVERIFY(m_picker->toneButton()->accessibleName().contains(QStringLiteral("none")));
}

QTEST_MAIN(EmojiPickerTest)
#include "EmojiPickerTest.moc"
