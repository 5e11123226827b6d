// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RecordingBands.h"

#include "Button.h"
#include "ChatPage.h"
#include "PageProbe.h"

#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

/// What stands below the header while something is written down.
class RecordingBandsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsShownAtFirst()
    {
        const RecordingBands bands;
        QVERIFY(bands.keyLogSentence().isEmpty());
        QVERIFY(bands.othersSentence().isEmpty());
        QVERIFY(bands.captureSentence().isEmpty());
    }

    void ownKeyLogSaysWhatItGivesAwayAndStops()
    {
        RecordingBands bands;
        bands.setKeyLog(QStringLiteral("/lessons/a/keys.txt"));
        QVERIFY(bands.keyLogSentence().contains(QStringLiteral("keys.txt")));
        QVERIFY(bands.keyLogSentence().contains(QStringLiteral("can read")));
        QSignalSpy stop(&bands, &RecordingBands::stopKeyLogRequested);
        bands.stopKeyLogButton()->click();
        QCOMPARE(stop.size(), 1);
        bands.setKeyLog({});
        QVERIFY(bands.keyLogSentence().isEmpty());
    }

    void ownKeyLogOpensNoConversationWithOnePerson()
    {
        RecordingBands bands;
        bands.setPerson(QStringLiteral("Ravi"));
        bands.setKeyLog(QStringLiteral("/lessons/a/keys.txt"));
        QVERIFY(bands.keyLogSentence().contains(QStringLiteral("keys.txt")));
        QVERIFY2(bands.keyLogSentence().contains(QStringLiteral("to Ravi alone are not in it")),
                 qPrintable(bands.keyLogSentence()));
        QVERIFY(!bands.keyLogSentence().contains(QStringLiteral("can read")));
        bands.setKeyLog({});
        QVERIFY(bands.keyLogSentence().isEmpty());
    }

    void othersAreNamed_data()
    {
        QTest::addColumn<bool>("host");
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("part");
        QTest::newRow("nobody") << false << QStringList() << QString();
        QTest::newRow("one") << false << QStringList{"asha"} << "by asha.";
        QTest::newRow("the host") << true << QStringList() << "by the host.";
        QTest::newRow("both") << true << QStringList{"asha"} << "by the host, asha.";
        QTest::newRow("three") << false << QStringList{"a", "b", "c"} << "by a, b, c.";
        QTest::newRow("many") << true << QStringList{"a", "b", "c", "d"} << "by the host, a, b and 2 more.";
        QTest::newRow("hostile") << false << QStringList{"<b>\u202Ex"} << "<b>";
    }
    void othersAreNamed()
    {
        QFETCH(bool, host);
        QFETCH(QStringList, names);
        QFETCH(QString, part);
        RecordingBands bands;
        bands.setOthersKeyLogs(host, names);
        QCOMPARE(bands.othersSentence().isEmpty(), part.isEmpty());
        QVERIFY2(bands.othersSentence().contains(part), qPrintable(bands.othersSentence()));
        QVERIFY(!bands.othersSentence().contains(QChar(0x202E)));
        QVERIFY(pageprobe::richLabels(bands).isEmpty());
        bands.setOthersKeyLogs(false, {});
        QVERIFY(bands.othersSentence().isEmpty());
    }

    void anotherDeviceOfOnesOwnIsSaid()
    {
        RecordingBands bands;
        bands.setOthersKeyLogs(false, {}, true);
        QVERIFY(bands.othersSentence().contains(QStringLiteral("by another of your devices.")));
        bands.setOthersKeyLogs(true, {QStringLiteral("asha"), QStringLiteral("mei")}, true);
        QVERIFY2(bands.othersSentence().contains(
                     QStringLiteral("by the host, another of your devices, asha and 1 more.")),
                 qPrintable(bands.othersSentence()));
    }

    void captureCounts()
    {
        RecordingBands bands;
        bands.setCapture(QStringLiteral("/lessons/x.pcapng"), 1234, false);
        QVERIFY(bands.captureSentence().contains(QLocale().toString(1234)));
        QVERIFY(!bands.captureSentence().contains(QStringLiteral("readable")));
        bands.setCapture(QStringLiteral("/lessons/x.pcapng"), 1235, true);
        QVERIFY(bands.captureSentence().contains(QStringLiteral("readable")));
        QSignalSpy stop(&bands, &RecordingBands::stopCaptureRequested);
        bands.stopCaptureButton()->click();
        QCOMPARE(stop.size(), 1);
    }

    void theFocusGoesBackToWriting()
    {
        ChatPage page;
        page.recordings()->setKeyLog(QStringLiteral("/lessons/keys.txt"));
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.recordings()->stopKeyLogButton()->setFocus();
        QVERIFY(page.recordings()->stopKeyLogButton()->hasFocus());
        page.recordings()->setKeyLog({});
        QVERIFY(page.focusWidget() && page.focusWidget()->isVisible());
        QVERIFY(!page.recordings()->isAncestorOf(page.focusWidget()));
    }
};

QTEST_MAIN(RecordingBandsTest)
#include "RecordingBandsTest.moc"
