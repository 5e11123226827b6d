// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FrameModel.h"
#include "SampleLog.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

/// The frames of a log as rows: lazily, filtered, paused, forgotten.
class FrameModelTest : public QObject
{
    Q_OBJECT

private:
    static QString cell(const FrameModel &model, int row, FrameModel::Column column)
    {
        return model.index(row, column).data().toString();
    }

    static QStringList names(const FrameModel &model)
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all.append(cell(model, row, FrameModel::Name));
        return all;
    }

private Q_SLOTS:
    void rowsTellWhatTravelled()
    {
        SampleLog sample;
        sample.addGuestLink(QStringLiteral("Lab 3"));
        sample.lesson();
        FrameModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLog(sample.log());
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(names(model).mid(0, 5),
                 QStringList({QStringLiteral("guest hello"), QStringLiteral("host hello"),
                              QStringLiteral("sealed · ready"), QStringLiteral("sealed · host"),
                              QStringLiteral("sealed · say")}));
        QCOMPARE(cell(model, 0, FrameModel::Key), QString());
        QCOMPARE(cell(model, 4, FrameModel::Key), QStringLiteral("3"));
        QCOMPARE(cell(model, 4, FrameModel::Record), QStringLiteral("4"));
        QCOMPARE(cell(model, 4, FrameModel::Size), QStringLiteral("289"));
        QCOMPARE(cell(model, 4, FrameModel::Peer), QStringLiteral("Lab 3"));
        QCOMPARE(cell(model, 4, FrameModel::Verdict), QStringLiteral("sent"));
        QCOMPARE(cell(model, 6, FrameModel::Verdict), QStringLiteral("taken"));
        QCOMPARE(model.index(6, FrameModel::Direction).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("received"));
        QCOMPARE(model.numberAt(0), quint64(1));
        QCOMPARE(model.rowOf(10), 9);
        QCOMPARE(model.rowOf(11), -1);
    }

    void followsTheLogWhilePolling()
    {
        SampleLog sample;
        sample.addGuestLink();
        FrameModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLog(sample.log());
        QCOMPARE(model.rowCount(), 0);
        sample.talk(3);
        QCOMPARE(model.rowCount(), 0);
        model.setPolling(true);
        QCOMPARE(model.rowCount(), 3);
        sample.talk(4);
        QTRY_COMPARE(model.rowCount(), 7);
        model.setPolling(false);
        sample.talk(1);
        model.setPolling(true);
        QCOMPARE(model.rowCount(), 8);
    }

    void forgetsWithTheLog_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::newRow("everything") << QString();
        QTest::newRow("messages") << QStringLiteral("is:message");
    }

    void forgetsWithTheLog()
    {
        QFETCH(const QString, filter);
        SampleLog sample({100, 1 << 24});
        sample.addGuestLink();
        FrameModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLog(sample.log());
        model.setFilter(FrameFilter(filter));
        const int share = filter.isEmpty() ? 1 : 2;
        sample.talk(60);
        model.poll();
        QCOMPARE(model.rowCount(), 60 / share);
        sample.talk(80);
        model.poll();
        QCOMPARE(model.rowCount(), 100 / share);
        QCOMPARE(model.numberAt(0), quint64(41));
        sample.talk(1000); // more than it ever held since the last look
        model.poll();
        QTRY_COMPARE(model.rowCount(), 100 / share);
        QCOMPARE(model.numberAt(0), quint64(1041));
        QVERIFY(!cell(model, 0, FrameModel::Name).isEmpty());
    }

    void aFrameThatIsGoneIsAnEmptyRow()
    {
        SampleLog sample({10, 1 << 24});
        sample.addGuestLink();
        sample.talk(10);
        FrameModel model;
        model.setLog(sample.log());
        sample.talk(5);
        QCOMPARE(cell(model, 0, FrameModel::Name), QString()); // no look at the log since
        model.poll();
        QVERIFY(!cell(model, 0, FrameModel::Name).isEmpty());
    }

    void standsStillWhilePaused()
    {
        SampleLog sample;
        sample.addGuestLink();
        sample.talk(4);
        FrameModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy held(&model, &FrameModel::heldBack);
        model.setLog(sample.log());
        model.setPaused(true);
        sample.talk(6);
        model.poll();
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(held.last().first().toULongLong(), 6ULL);
        model.setFilter(FrameFilter(QStringLiteral("is:message")));
        QCOMPARE(model.rowCount(), 2);
        model.setFilter({});
        QCOMPARE(model.rowCount(), 4);
        model.setPaused(false);
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(held.last().first().toULongLong(), 0ULL);
    }

    void filters_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QList<int>>("numbers");
        QTest::newRow("nothing") << QString() << QList<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        QTest::newRow("messages") << QStringLiteral("is:message") << QList<int>{5, 7, 8, 10};
        QTest::newRow("handshake") << QStringLiteral("is:handshake") << QList<int>{1, 2, 3, 4};
        QTest::newRow("key changes") << QStringLiteral("is:keychange") << QList<int>{6};
        QTest::newRow("refused") << QStringLiteral("is:refused") << QList<int>{12};
        QTest::newRow("sent messages") << QStringLiteral("is:sent is:message") << QList<int>{5, 8, 10};
        QTest::newRow("received") << QStringLiteral("is:received") << QList<int>{2, 4, 7, 9, 11, 12};
        QTest::newRow("a word") << QStringLiteral("DELIVERED") << QList<int>{9};
        QTest::newRow("a verdict") << QStringLiteral("tampered") << QList<int>{12};
        QTest::newRow("a name") << QStringLiteral("name:say,update") << QList<int>{5, 6, 8, 10, 11};
        QTest::newRow("a key") << QStringLiteral("epoch==4 is:sent") << QList<int>{8, 10};
        QTest::newRow("a record") << QStringLiteral("epoch==4 && record==1") << QList<int>{10, 12};
        QTest::newRow("a peer") << QStringLiteral("peer:\"ravi k\"") << QList<int>{11, 12};
        QTest::newRow("not a peer") << QStringLiteral("!peer:ravi is:message") << QList<int>{5, 7, 8, 10};
        QTest::newRow("a link") << QStringLiteral("link==2") << QList<int>{11, 12};
        QTest::newRow("bytes") << QStringLiteral("bytes>400 bytes<500") << QList<int>{2};
        QTest::newRow("numbers") << QStringLiteral("number>=3 number<=4") << QList<int>{3, 4};
        QTest::newRow("not this key") << QStringLiteral("epoch!=4 is:message") << QList<int>{5, 7};
        QTest::newRow("blanks around an operator")
            << QStringLiteral("epoch == 4 && is:sent") << QList<int>{8, 10};
        QTest::newRow("a blank before") << QStringLiteral("is:sent epoch ==4") << QList<int>{8, 10};
        QTest::newRow("a blank behind") << QStringLiteral("!epoch!= 4 is:sent") << QList<int>{1, 8, 10};
        QTest::newRow("a colon in quotes") << QStringLiteral("\"weight:4\"") << QList<int>{};
        QTest::newRow("none") << QStringLiteral("nothing such") << QList<int>{};
    }

    void filters()
    {
        QFETCH(const QString, filter);
        QFETCH(const QList<int>, numbers);
        SampleLog sample;
        sample.addGuestLink();
        sample.lesson();
        sample.addHostLink(QStringLiteral("Ravi K"));
        sample.record(false, 1, 0, Update{});
        sample.unopened(4, 1, Code::Tampered);
        FrameModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLog(sample.log());
        model.setFilter(FrameFilter(filter));
        QTRY_VERIFY(!model.isScanning());
        QList<int> shown;
        for (int row = 0; row < model.rowCount(); ++row)
            shown.append(int(model.numberAt(row)));
        QList<int> expected = numbers;
        if (filter == u"is:keychange")
            expected.append(11);
        QCOMPARE(shown, expected);
    }

    void whatIsNoFilterSaysSo_data()
    {
        QTest::addColumn<QString>("filter");
        for (const char *wrong : {"epoch==x", "epoch==", "weight==4", "is:nothing", "peer:", "name:,",
                                  "==", "!", "||", "weight:4", "say <"})
            QTest::newRow(wrong) << QString::fromLatin1(wrong);
    }

    void whatIsNoFilterSaysSo()
    {
        QFETCH(const QString, filter);
        const FrameFilter read(filter);
        QVERIFY(read.fault().contains(QString(filter).remove(u' ')));
        QVERIFY(read.isEmpty()); // everything is shown
    }

    void aLongLogIsScannedInSlices()
    {
        SampleLog sample;
        sample.addGuestLink();
        sample.talk(100'000);
        FrameModel model;
        model.setLog(sample.log());
        QSignalSpy scanned(&model, &FrameModel::scanned);
        model.setFilter(FrameFilter(QStringLiteral("peer:security name:delivered bytes>10")));
        QVERIFY(model.isScanning()); // the first slice is not all
        QVERIFY(model.rowCount() < 25'000);
        QTRY_VERIFY_WITH_TIMEOUT(!model.isScanning(), 60'000);
        QCOMPARE(model.rowCount(), 25'000);
        QCOMPARE(scanned.count(), 1);
        model.setFilter({});
        QCOMPARE(model.rowCount(), 100'000);
    }

    void noTurnTestsTooMany()
    {
        SampleLog sample;
        sample.addGuestLink();
        sample.talk(30'000);
        FrameModel model;
        model.setLog(sample.log());
        QSignalSpy inserted(&model, &FrameModel::rowsInserted);
        model.setFilter(
            FrameFilter(QStringLiteral("bytes>10"))); // all of them: a row for each that was tested
        QTRY_VERIFY_WITH_TIMEOUT(!model.isScanning(), 60'000);
        QCOMPARE(model.rowCount(), 30'000);
        for (const QList<QVariant> &turn : inserted)
            QVERIFY(turn[2].toInt() - turn[1].toInt() < int(FrameModel::mostPerTurn));
        QVERIFY(inserted.count() >= 30'000 / int(FrameModel::mostPerTurn));
    }

    void aNameThatChangesNothingLeavesTheRows()
    {
        SampleLog sample;
        const quint64 link = sample.addHostLink(QStringLiteral("ravi"));
        sample.talk(40);
        FrameModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLog(sample.log());
        model.setFilter(FrameFilter(QStringLiteral("say")));
        QTRY_COMPARE(model.rowCount(), 10);
        QSignalSpy reset(&model, &FrameModel::modelReset);
        sample.log()->nameLink(link, QStringLiteral("Mei Lin"));
        model.poll();
        QVERIFY(!model.isScanning());
        QCOMPARE(reset.count(), 0);
        QCOMPARE(cell(model, 0, FrameModel::Peer), QStringLiteral("Mei Lin"));
        sample.log()->nameLink(link, QStringLiteral("Essay"));
        model.poll();
        QCOMPARE(model.rowCount(), 10); // they stand until all is tested
        QTRY_COMPARE(model.rowCount(), 40);
        QCOMPARE(reset.count(), 1);
    }

    void namesOfAnyKindAreFiltered_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("a quotation mark") << QStringLiteral("the \"best\" one");
        QTest::newRow("a backslash") << QStringLiteral("a\\\\b\\");
        QTest::newRow("an operator") << QStringLiteral("a == b");
        QTest::newRow("a term") << QStringLiteral("!is:sent && x");
    }

    void namesOfAnyKindAreFiltered()
    {
        QFETCH(const QString, name);
        SampleLog sample;
        sample.addHostLink(name);
        sample.talk(4);
        sample.addHostLink(QString(name).remove(0, 1));
        sample.talk(4);
        FrameModel model;
        model.setLog(sample.log());
        const QString term = FrameFilter::peerTerm(FrameSummary::peer(sample.log()->link(1)));
        QCOMPARE(FrameFilter(term).fault(), QString());
        model.setFilter(FrameFilter(term));
        QTRY_COMPARE(model.rowCount(), 4);
    }

    void addressesOfBothKinds()
    {
        QCOMPARE(FrameSummary::addressWords(QStringLiteral("192.168.1.24"), 50'412),
                 QStringLiteral("192.168.1.24:50412"));
        QCOMPARE(FrameSummary::addressWords(QStringLiteral("fe80::1%2"), 7), QStringLiteral("[fe80::1%2]:7"));
    }

    void aPeerThatIsNamedLaterIsFound()
    {
        SampleLog sample;
        const quint64 link = sample.addHostLink({});
        sample.talk(4);
        FrameModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLog(sample.log());
        model.setFilter(FrameFilter(QStringLiteral("peer:mei")));
        QCOMPARE(model.rowCount(), 0);
        sample.log()->nameLink(link, QStringLiteral("Mei Lin"));
        model.poll();
        QTRY_COMPARE(model.rowCount(), 4);
        QCOMPARE(cell(model, 0, FrameModel::Peer), QStringLiteral("Mei Lin"));
    }

    void withoutALogThereIsNothing()
    {
        FrameModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.poll();
        model.setFilter(FrameFilter(QStringLiteral("say")));
        model.setPaused(true);
        QCOMPARE(model.rowCount(), 0);
        SampleLog sample;
        sample.addGuestLink();
        sample.talk(4);
        model.setLog(sample.log());
        QCOMPARE(model.rowCount(), 1);
        model.setLog(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(FrameModelTest)
#include "FrameModelTest.moc"
