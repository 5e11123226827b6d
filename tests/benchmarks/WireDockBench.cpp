// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// The wire dock with 100,000 frames in the log, off-screen: the first paint, scrolling by 60 px, a chosen
// frame, a filter over all of them, and what one turn of the event loop takes at most meanwhile.

#include "FilterBar.h"
#include "FrameFilter.h"
#include "FrameModel.h"
#include "FrameView.h"
#include "FramesPage.h"
#include "MessageCodec.h"
#include "Record.h"
#include "Row.h"
#include "Samples.h"
#include "WireDock.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QWindow>

using namespace waxwing;

namespace {

constexpr int frames = 100'000;
constexpr int rounds = 7;
constexpr int steps = 3'000;
constexpr int stepPixels = 60;
constexpr double mostFirstPaintMs = 150;
constexpr double mostScrollMs = 8;
constexpr double mostChooseMs = 16;
constexpr double mostFilterMs = 1'000;
constexpr double mostTurnMs = 10;

double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// A host's log: what a room of many says, to eight of them.
std::shared_ptr<FrameLog> filled()
{
    auto log = std::make_shared<FrameLog>();
    std::vector<quint64> links;
    for (int i = 0; i < 8; ++i) {
        TracedLink link;
        link.isHostSide = true;
        link.peerName = QStringLiteral("member %1").arg(i);
        links.push_back(log->addLink(link));
    }
    for (int i = 0; i < frames; ++i) {
        const auto number = quint64(i) + 1;
        const Message message = i % 8 == 0 ? Message(Say{number, QStringLiteral("message %1").arg(i)})
                                           : Message(Said{number, QStringLiteral("member 1"), Bytes(16, 'd'),
                                                          number, 1, QStringLiteral("message %1").arg(i)});
        TracedFrame frame;
        frame.link = links[std::size_t(i) % links.size()];
        frame.sent = i % 8 != 0;
        frame.timeNs = qint64(i) * 1'000'000;
        frame.hasContent = true;
        frame.contentBuffer = encode(message).content;
        layOutRecord(frame.buffer, {quint32(i / 500), quint64(i % 500)}, frame.contentBuffer);
        log->add(frame.passing());
    }
    return log;
}

void awaitExposed(const QWidget &widget)
{
    while (!widget.windowHandle()->isExposed())
        QCoreApplication::processEvents();
}

void reportFirstPaint(const std::shared_ptr<FrameLog> &log)
{
    bench::Samples ours;
    for (int round = 0; round < rounds; ++round) {
        QWidget window;
        window.resize(620, 774);
        window.show();
        awaitExposed(window);
        QElapsedTimer timer;
        timer.start();
        WireDock dock(&window);
        dock.resize(window.size());
        dock.setLog(log);
        dock.show();
        window.repaint();
        ours.add(milliseconds(timer));
    }
    bench::print({QStringLiteral("wire dock, 100,000 frames: made and first painted"), ours.best(),
                  bench::spreadOf(ours.best(), ours.median(), 1), bench::Bar::AtMost, mostFirstPaintMs,
                  QStringLiteral("ms")});
}

void reportScrolling(const WireDock &dock)
{
    bench::Samples samples;
    FrameView *view = dock.frames()->view();
    QScrollBar *bar = view->verticalScrollBar();
    bar->setValue(bar->maximum());
    for (int step = 0; step < steps; ++step) {
        if (step == steps / 2)
            bar->setValue(bar->maximum() / 2); // a jump is no step: not measured
        QElapsedTimer timer;
        timer.start();
        bar->setValue(bar->value() - stepPixels);
        view->viewport()->repaint();
        samples.add(milliseconds(timer));
    }
    bench::print({QStringLiteral("wire dock, 100,000 frames: scrolling 60 px, 99th percentile"),
                  samples.quantile(0.99), bench::spreadOf(samples.median(), samples.quantile(0.999)),
                  bench::Bar::AtMost, mostScrollMs, QStringLiteral("ms")});
}

void reportChoosing(WireDock &dock)
{
    bench::Samples samples;
    for (quint64 number = 500; number < 800; ++number) {
        QElapsedTimer timer;
        timer.start();
        dock.showFrame(number);
        dock.repaint();
        samples.add(milliseconds(timer));
    }
    bench::print({QStringLiteral("wire dock: a frame chosen, taken apart and painted, 99th percentile"),
                  samples.quantile(0.99), bench::spreadOf(samples.median(), samples.quantile(1)),
                  bench::Bar::AtMost, mostChooseMs, QStringLiteral("ms")});
}

void reportFilter(const WireDock &dock, const QString &text)
{
    bench::Samples whole;
    bench::Samples turns;
    const FrameModel *model = dock.frames()->model();
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        dock.frames()->filterBar()->setFilter(text);
        turns.add(milliseconds(timer));
        while (model->isScanning()) {
            QElapsedTimer turn;
            turn.start();
            QCoreApplication::processEvents();
            turns.add(milliseconds(turn));
        }
        whole.add(milliseconds(timer));
        dock.frames()->filterBar()->setFilter({});
        QCoreApplication::processEvents();
    }
    bench::print({QStringLiteral("wire dock, 100,000 frames: filter “%1”").arg(text), whole.best(),
                  bench::spreadOf(whole.best(), whole.median(), 0), bench::Bar::AtMost, mostFilterMs,
                  QStringLiteral("ms")});
    bench::print({QStringLiteral("wire dock: a turn meanwhile, painting too, 99th percentile"),
                  turns.quantile(0.99), bench::spreadOf(turns.median(), turns.quantile(1), 1),
                  bench::Bar::AtMost, mostTurnMs, QStringLiteral("ms")});
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const std::shared_ptr<FrameLog> log = filled();
    reportFirstPaint(log);
    WireDock dock;
    dock.resize(620, 774);
    dock.setLog(log);
    dock.show();
    awaitExposed(dock);
    reportScrolling(dock);
    reportChoosing(dock);
    reportFilter(dock, QStringLiteral("is:message is:sent"));
    reportFilter(dock, QStringLiteral("member 3"));
    return 0;
}
