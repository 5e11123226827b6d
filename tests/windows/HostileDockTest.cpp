// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CopyForms.h"
#include "FieldLegend.h"
#include "FilterBar.h"
#include "Frame.h"
#include "FrameFilter.h"
#include "FrameModel.h"
#include "FramePanes.h"
#include "FrameView.h"
#include "FramesPage.h"
#include "HexPane.h"
#include "Label.h"
#include "SampleLog.h"
#include "StoryPane.h"
#include "WireDock.h"
#include "WiresharkRow.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <ctime>

#include <random>

using namespace waxwing;

/// Whatever a peer sends, the dock shows it as data: no tag, no turned writing, no crash, no wait.
class HostileDockTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WireDock> m_dock;
    std::unique_ptr<SampleLog> m_sample;

    FramePanes *panes() const { return m_dock->frames()->panes(); }

    void choose(quint64 number)
    {
        m_dock->showFrame(number);
        QCOMPARE(m_dock->frames()->view()->currentNumber(), number);
        m_dock->grab();
    }

    /// Everything that the dock shows as text.
    QString everything() const
    {
        QStringList all{panes()->before()->toPlainText(), panes()->after()->toPlainText(), panes()->told()};
        all += panes()->legend()->labels();
        for (const Label *label : m_dock->findChildren<Label *>())
            all.append(label->text());
        const FrameModel *model = m_dock->frames()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int column = 0; column < FrameModel::ColumnCount; ++column)
                all.append(model->index(row, column).data().toString());
        }
        for (int mark = 0; mark < panes()->marks().count(); ++mark)
            all.append(panes()->marks()[mark].told());
        return all.join(u'\n');
    }

    static bool turnsOrHides(const QString &text)
    {
        for (const QChar c : text) {
            const bool isControl = c.category() == QChar::Other_Control && c != u'\n';
            if (isControl ||
                (c.category() == QChar::Other_Format && c != QChar(0x200C) && c != QChar(0x200D)))
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void init()
    {
        m_sample = std::make_unique<SampleLog>();
        m_sample->addHostLink(QStringLiteral("<b>ravi</b>\u202E"));
        m_dock = std::make_unique<WireDock>();
        m_dock->setLog(m_sample->log());
        m_dock->resize(620, 774);
        m_dock->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dock.get()));
    }
    void cleanup()
    {
        m_dock.reset();
        m_sample.reset();
    }

    void textIsText()
    {
        choose(m_sample->record(
            false, 2, 0, Say{1, QStringLiteral("<img src=x onerror=y>&amp;\u202E\u0007\u200B\nline")}));
        QVERIFY(panes()->before()->toPlainText().contains(QStringLiteral("<img src=x onerror=y>&amp;")));
        QVERIFY(!turnsOrHides(everything()));
        for (const Label *label : m_dock->findChildren<Label *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY(m_dock->frames()
                    ->view()
                    ->currentIndex()
                    .siblingAtColumn(FrameModel::Peer)
                    .data()
                    .toString()
                    .startsWith(QStringLiteral("<b>ravi</b>")));
    }

    void whatIsNoCborIsShownAsFarAsItGoes_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut") << QByteArray::fromHex("a364746578746d4865");
        QTest::newRow("indefinite") << QByteArray::fromHex("bf6161ff");
        QTest::newRow("long promise") << QByteArray::fromHex("a16174bb7fffffffffffffff");
        QTest::newRow("deep") << QByteArray(200, char(0x81));
        QTest::newRow("many") << QByteArray::fromHex("990fff") + QByteArray(4095, char(0));
        QTest::newRow("key of control") << QByteArray::fromHex("a1640007e280ae61");
        QTest::newRow("key of quotes") << QByteArray::fromHex("a16622223c2f3e2201");
        QTest::newRow("not UTF-8") << QByteArray::fromHex("a26474797065ff64737065656303");
        QTest::newRow("a type of markup") << QByteArray::fromHex("a16474797065") + char(0x68) + "<b>say</";
        QTest::newRow("zeros") << QByteArray(300, char(0));
        QTest::newRow("ones") << QByteArray(300, char(0xFF));
    }

    void whatIsNoCborIsShownAsFarAsItGoes()
    {
        QFETCH(const QByteArray, content);
        choose(m_sample->content(false, 2, 0, content, Code::Malformed));
        QVERIFY(!turnsOrHides(everything()));
        QVERIFY(panes()->after()->toPlainText().contains(QStringLiteral("malformed")));
        for (qsizetype offset = 0; offset < panes()->marks()[0].size; ++offset)
            QVERIFY(panes()->marks().innermostAt(offset) >= 0);
    }

    void framesOfEveryKindOfWrongness()
    {
        QList<quint64> numbers{
            m_sample->frame(false, Bytes()),
            m_sample->frame(false, Bytes("\0", 1)),
            m_sample->frame(false, Bytes("\0\0\0\0", 4)),
            m_sample->frame(false, Bytes::fromHex("0000000103")),
            m_sample->frame(false, Bytes::fromHex("000000060300000001")),
            m_sample->frame(false, Bytes::fromHex("00000001ff")),
            m_sample->frame(false, makeFrame(FrameType::GuestHello, Bytes("not CBOR")).bytes),
            m_sample->frame(false, makeFrame(FrameType::HostHello, Bytes(500, char(0xA1))).bytes),
            m_sample->frame(false, makeFrame(FrameType::Alert, Bytes()).bytes),
            m_sample->frame(false, makeFrame(FrameType::Alert, Bytes(100, 'x')).bytes),
            m_sample->unframed(Bytes("\xFF\xFF\xFF\xFF")),
            m_sample->unframed(Bytes("GET / HTTP/1.1\r\n\r\n")),
        };
        for (const quint64 number : numbers) {
            choose(number);
            QVERIFY(!turnsOrHides(everything()));
            panes()->wire()->setFocus(Qt::TabFocusReason);
            for (const Qt::Key key :
                 {Qt::Key_End, Qt::Key_Down, Qt::Key_PageDown, Qt::Key_PageUp, Qt::Key_Home})
                QTest::keyClick(panes()->wire(), key);
            QTest::keyClick(panes()->wire(), Qt::Key_C, Qt::ControlModifier);
            const TracedFrame frame = *m_sample->log()->frame(number);
            QVERIFY(!copyforms::cArray(frame).isEmpty());
        }
    }

    void noiseOfAnySize()
    {
        std::mt19937 noise(20261121);
        for (int round = 0; round < 60; ++round) {
            Bytes bytes(qsizetype(noise() % 700), Qt::Uninitialized);
            for (char &byte : bytes)
                byte = char(noise());
            const quint64 number = round % 3 == 0   ? m_sample->frame(false, bytes)
                                   : round % 3 == 1 ? m_sample->content(false, noise(), noise(), bytes)
                                                    : m_sample->unframed(bytes);
            m_dock->showFrame(number);
            QVERIFY(!turnsOrHides(panes()->before()->toPlainText()));
            for (int mark = 0; mark < panes()->marks().count(); ++mark) {
                const FrameMark &one = panes()->marks()[mark];
                QVERIFY(one.at >= 0 && one.size >= 0);
                QVERIFY(one.at + one.size <= m_sample->log()->frame(number)->bytes().size());
            }
        }
        m_dock->grab();
    }

    void theLargestFrameDrawsWhatIsSeen()
    {
        const quint64 large = m_sample->record(false, 2, 0, Say{1, QString(32 * 1024, u'x')});
        Bytes map = Bytes::fromHex("b90bb8"); // 3,000 fields
        for (int i = 0; i < 3'000; ++i)
            map += Bytes::fromHex("64") + QByteArray::number(1'000 + i) + Bytes::fromHex("01");
        const quint64 many = m_sample->content(false, 2, 1, map);
        for (const quint64 number : {large, many}) {
            std::clock_t begun = std::clock(); // of the processor: other programs do not count
            const auto seconds = [&begun] { return double(std::clock() - begun) / CLOCKS_PER_SEC; };
            choose(number);
            QVERIFY(panes()->before()->blockCount() <= int(StoryPane::mostLines) + 1);
            QVERIFY2(seconds() < 2, qPrintable(QString::number(seconds())));
            begun = std::clock();
            HexPane *wire = panes()->wire();
            for (int step = 0; step < 100; ++step) {
                wire->verticalScrollBar()->setValue(wire->verticalScrollBar()->maximum() * step / 100);
                wire->grab();
                panes()->setMark(panes()->marks().innermostAt(20 + step));
            }
            QVERIFY2(seconds() < 5, qPrintable(QString::number(seconds())));
        }
    }

    void aFilterIsNoProgram()
    {
        m_sample->talk(20);
        FilterBar *bar = m_dock->frames()->filterBar();
        for (const char *text : {"((((((((", "*[a-z]+$", "!", "\"", "!!x", "peer:\"<b>\"",
                                 "epoch==99999999999999999999", "a:b:c", "is:", "\\", "&&", "name:a,,b"}) {
            bar->setFilter(QString::fromLatin1(text));
            QTRY_VERIFY(!m_dock->frames()->model()->isScanning());
        }
        bar->setFilter(QString(100'000, u'a'));
        QTRY_VERIFY(!m_dock->frames()->model()->isScanning());
        m_dock->grab();
    }
};

QTEST_MAIN(HostileDockTest)
#include "HostileDockTest.moc"
