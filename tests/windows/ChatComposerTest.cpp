// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Button.h"
#include "Composer.h"
#include "ComposerEdit.h"
#include "Limits.h"
#include "PageProbe.h"
#include "Sentences.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace waxwing;

class ChatComposerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void enterSays();
    void sendButtonSaysAndIsOffWhileEmpty();
    void shiftEnterBreaksTheLine();
    void blankIsNotSaid_data();
    void blankIsNotSaid();
    void anyLanguageIsSaidAsWritten();
    void refusedStaysWithItsReason();
    void hugePasteIsRefused();
    void pastedFormatIsDropped();
    void partingWordOffersToLeave_data();
    void partingWordOffersToLeave();
    void otherWordsAreMessages_data();
    void otherWordsAreMessages();
    void slashByeLeavesAtOnce();
    void slashHelpTellsTheCommands();
    void slashMsgIsNeverSaidToAll_data();
    void slashMsgIsNeverSaidToAll();
    void slashMsgThatCannotBeToldStays();
    void growsToSixLines();
    void forbiddenSaysWhyAndKeepsTheDraft();
    void nothingIsTakenWhileForbidden();

private:
    ComposerEdit *edit() const { return m_composer->edit(); }
    void type(const QString &text) const { QTest::keyClicks(edit(), text); }
    void enter() const { QTest::keyClick(edit(), Qt::Key_Return); }

    std::unique_ptr<QWidget> m_window;
    Composer *m_composer = nullptr;
    std::unique_ptr<QSignalSpy> m_said, m_offered, m_left;
};

void ChatComposerTest::init()
{
    m_window = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(m_window.get());
    m_composer = new Composer;
    column->addStretch();
    column->addWidget(m_composer);
    pageprobe::show(*m_window, {600, 400});
    m_said = std::make_unique<QSignalSpy>(m_composer, &Composer::sayRequested);
    m_offered = std::make_unique<QSignalSpy>(m_composer, &Composer::leaveOffered);
    m_left = std::make_unique<QSignalSpy>(m_composer, &Composer::leaveRequested);
    m_composer->takeFocus();
}

void ChatComposerTest::enterSays()
{
    type(QStringLiteral("hello"));
    enter();
    QCOMPARE(m_said->size(), 1);
    QCOMPARE(m_said->first().first().toString(), QStringLiteral("hello"));
    QCOMPARE(m_composer->text(), QString());
    type(QStringLiteral("again"));
    QTest::keyClick(edit(), Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(m_said->size(), 2);
}

void ChatComposerTest::sendButtonSaysAndIsOffWhileEmpty()
{
    QVERIFY(!m_composer->sendButton()->isEnabled());
    type(QStringLiteral("hello"));
    QVERIFY(m_composer->sendButton()->isEnabled());
    QTest::mouseClick(m_composer->sendButton(), Qt::LeftButton);
    QCOMPARE(m_said->size(), 1);
    QVERIFY(!m_composer->sendButton()->isEnabled());
}

void ChatComposerTest::shiftEnterBreaksTheLine()
{
    type(QStringLiteral("one"));
    QTest::keyClick(edit(), Qt::Key_Return, Qt::ShiftModifier);
    type(QStringLiteral("two"));
    QCOMPARE(m_said->size(), 0);
    enter();
    QCOMPARE(m_said->size(), 1);
    QCOMPARE(m_said->first().first().toString(), QStringLiteral("one\ntwo"));
}

void ChatComposerTest::blankIsNotSaid_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("spaces") << QStringLiteral("   ");
    QTest::newRow("lines") << QStringLiteral("\n \n");
    QTest::newRow("wide space") << QStringLiteral("\u3000");
}

void ChatComposerTest::blankIsNotSaid()
{
    QFETCH(QString, text);
    m_composer->setText(text);
    QVERIFY(!m_composer->sendButton()->isEnabled());
    enter();
    m_composer->sendAnyway();
    QCOMPARE(m_said->size(), 0);
}

void ChatComposerTest::anyLanguageIsSaidAsWritten()
{
    const QString text = QStringLiteral("Zażółć 日本語 مرحبا 👩‍💻");
    QInputMethodEvent event;
    event.setCommitString(text);
    QCoreApplication::sendEvent(edit(), &event);
    enter();
    QCOMPARE(m_said->size(), 1);
    QCOMPARE(m_said->first().first().toString(), text);
}

void ChatComposerTest::refusedStaysWithItsReason()
{
    const QString why = QStringLiteral("This message is too long.");
    m_composer->setJudge([&](const QString &text) { return text.size() > 5 ? why : QString(); });
    const int low = m_composer->height();
    type(QStringLiteral("123456"));
    QCOMPARE(m_composer->line(), QString());
    enter();
    QCOMPARE(m_said->size(), 0);
    QCOMPARE(m_composer->line(), why);
    QCOMPARE(m_composer->text(), QStringLiteral("123456"));
    QTRY_VERIFY(m_composer->height() > low); // the line has room of its own
    QTest::keyClick(edit(), Qt::Key_Backspace);
    QCOMPARE(m_composer->line(), QString()); // mended: nothing is wrong any more
    enter();
    QCOMPARE(m_said->size(), 1);
}

void ChatComposerTest::hugePasteIsRefused()
{
    type(QStringLiteral("draft "));
    QGuiApplication::clipboard()->setText(QString(4 * limits::textBytes + 1, u'x'));
    QTest::keyClick(edit(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(m_composer->text(), QStringLiteral("draft "));
    QCOMPARE(m_composer->line(), Sentences::of(Code::TextTooLong));
    QGuiApplication::clipboard()->setText(QStringLiteral("small"));
    QTest::keyClick(edit(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(m_composer->text(), QStringLiteral("draft small"));
    QCOMPARE(m_composer->line(), QString());
}

void ChatComposerTest::pastedFormatIsDropped()
{
    auto *data = new QMimeData;
    data->setHtml(QStringLiteral("<b>bold</b><img src='http://127.0.0.1:9/x.png'>"));
    data->setText(QStringLiteral("bold"));
    QGuiApplication::clipboard()->setMimeData(data);
    QTest::keyClick(edit(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(m_composer->text(), QStringLiteral("bold"));
    QVERIFY(!edit()->toHtml().contains(QStringLiteral("<img")));
    QVERIFY(!edit()->toHtml().contains(QStringLiteral("font-weight:7")));
}

void ChatComposerTest::partingWordOffersToLeave_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"bye", "BYE", "Bye", "exit", "EXIT", "eXiT", "end", "End", " bye ", "exit\n"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void ChatComposerTest::partingWordOffersToLeave()
{
    QFETCH(QString, text);
    m_composer->setText(text);
    enter();
    QCOMPARE(m_offered->size(), 1);
    QCOMPARE(m_said->size() + m_left->size(), 0);
    QCOMPARE(m_composer->text(), text);
    m_composer->sendAnyway(); // it was meant as a message
    QCOMPARE(m_said->size(), 1);
    QCOMPARE(m_composer->text(), QString());
}

void ChatComposerTest::otherWordsAreMessages_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"goodbye", "bye bye", "end.", "the end", "exit now", "/byebye", "bye\nbye"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void ChatComposerTest::otherWordsAreMessages()
{
    QFETCH(QString, text);
    m_composer->setText(text);
    enter();
    QCOMPARE(m_said->size(), 1);
    QCOMPARE(m_said->first().first().toString(), text);
    QCOMPARE(m_offered->size() + m_left->size(), 0);
}

void ChatComposerTest::slashByeLeavesAtOnce()
{
    for (const char *text : {"/bye", "/BYE", " /bye "}) {
        m_composer->setText(QString::fromLatin1(text));
        enter();
    }
    QCOMPARE(m_left->size(), 3);
    QCOMPARE(m_offered->size() + m_said->size(), 0);
}

void ChatComposerTest::slashHelpTellsTheCommands()
{
    QSignalSpy help(m_composer, &Composer::helpRequested);
    type(QStringLiteral("/help"));
    enter();
    QCOMPARE(help.size(), 1);
    QCOMPARE(m_said->size(), 0);
    QVERIFY(m_composer->line().contains(QStringLiteral("/bye")));
}

void ChatComposerTest::slashMsgIsNeverSaidToAll_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    const QString ravi = QStringLiteral("Ravi");
    QTest::newRow("plain") << QStringLiteral("/msg Ravi a secret") << ravi << QStringLiteral("a secret");
    QTest::newRow("space before") << QStringLiteral("  /msg Ravi x ") << ravi << QStringLiteral("x");
    QTest::newRow("any case") << QStringLiteral("/MSG Ravi x") << ravi << QStringLiteral("x");
    QTest::newRow("tab") << QStringLiteral("/msg\tRavi\tx") << ravi << QStringLiteral("x");
    QTest::newRow("two lines") << QStringLiteral("/msg Ravi\nx\ny") << ravi << QStringLiteral("x\ny");
    QTest::newRow("quotes") << QStringLiteral("/msg \"Ms Rao\" x") << QStringLiteral("Ms Rao")
                            << QStringLiteral("x");
    QTest::newRow("only the name") << QStringLiteral("/msg Ravi") << ravi << QString();
    QTest::newRow("no name") << QStringLiteral("/msg") << QString() << QString();
    QTest::newRow("open quote") << QStringLiteral("/msg \"Ms Rao x") << QString() << QString();
}

void ChatComposerTest::slashMsgIsNeverSaidToAll()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, name);
    QFETCH(const QString, text);
    QList<QStringList> told;
    m_composer->setTeller([&told](const QString &to, const QString &what) {
        told.append(QStringList{to, what});
        return QString();
    });
    m_composer->setText(typed);
    enter();
    QCOMPARE(m_said->size(), 0);
    QCOMPARE(told, name.isEmpty() ? QList<QStringList>() : (QList<QStringList>{{name, text}}));
    QCOMPARE(m_composer->text(), name.isEmpty() ? typed : QString());
    QCOMPARE(m_composer->line().contains(QStringLiteral("/msg NAME text")), name.isEmpty());
}

void ChatComposerTest::slashMsgThatCannotBeToldStays()
{
    const QString typed = QStringLiteral("/msg Ravi a secret");
    m_composer->setText(typed);
    enter(); // nobody tells
    QCOMPARE(m_composer->text(), typed);
    QVERIFY(!m_composer->line().isEmpty());
    m_composer->setTeller([](const QString &, const QString &) { return QStringLiteral("nobody"); });
    enter();
    QCOMPARE(m_composer->text(), typed);
    QCOMPARE(m_composer->line(), QStringLiteral("nobody"));
    QCOMPARE(m_said->size(), 0);
    m_composer->setText(QStringLiteral("/msgs are words"));
    enter();
    QCOMPARE(m_said->size(), 1);
}

void ChatComposerTest::growsToSixLines()
{
    const int one = edit()->height();
    const int step = edit()->fontMetrics().lineSpacing();
    QStringList lines{QStringLiteral("1")};
    int before = one;
    for (int count = 2; count <= 6; ++count) {
        lines.append(QString::number(count));
        m_composer->setText(lines.join(u'\n'));
        QTRY_VERIFY(edit()->height() > before);
        before = edit()->height();
    }
    QVERIFY(std::abs(before - (one + 5 * step)) <= 6);
    lines.append({QStringLiteral("7"), QStringLiteral("8")});
    m_composer->setText(lines.join(u'\n'));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(edit()->height(), before);
    // Send stays one line high at the foot.
    QCOMPARE(m_composer->sendButton()->height(), one);
    QTRY_COMPARE(m_composer->sendButton()->geometry().bottom(), edit()->geometry().bottom());
    m_composer->setText({});
    QTRY_COMPARE(edit()->height(), one);
}

void ChatComposerTest::forbiddenSaysWhyAndKeepsTheDraft()
{
    const QString why = QStringLiteral("Ms Rao muted you until 11:00. You can read, but not write.");
    type(QStringLiteral("draft"));
    m_composer->setForbidden(why);
    QVERIFY(m_composer->isForbidden());
    QVERIFY(!edit()->isVisible());
    QVERIFY(!m_composer->sendButton()->isVisible());
    QVERIFY(pageprobe::showsText(*m_window, why));
    m_composer->setForbidden({});
    QVERIFY(edit()->isVisible());
    QCOMPARE(m_composer->text(), QStringLiteral("draft"));
    QVERIFY(m_composer->sendButton()->isEnabled());
}

void ChatComposerTest::nothingIsTakenWhileForbidden()
{
    m_composer->setText(QStringLiteral("draft"));
    m_composer->setForbidden(QStringLiteral("No."));
    m_composer->insert(QStringLiteral("x"));
    m_composer->sendButton()->click();
    enter();
    m_composer->sendAnyway();
    QCOMPARE(m_said->size(), 0);
    QCOMPARE(m_composer->text(), QStringLiteral("draft"));
}

QTEST_MAIN(ChatComposerTest)
#include "ChatComposerTest.moc"
