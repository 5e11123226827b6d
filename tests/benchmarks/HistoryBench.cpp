// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// The chat over a vault with 100,000 messages, off-screen: its last page painted from the moment the vault is
// open, then scrolling by 60 px from the end to the beginning, with the pages that come and go meanwhile.

#include "ChatPage.h"
#include "HistoryBinding.h"
#include "HistoryReader.h"
#include "KeptVault.h"
#include "MessageList.h"
#include "Row.h"
#include "Usage.h"

#include <QApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QWindow>

using namespace waxwing;

namespace {

constexpr quint64 messages = 100'000;
constexpr int openings = 9;
constexpr int ways = 3; ///< of each frame the quietest: a busy machine adds to some
constexpr int stepPixels = 60;
constexpr int steps = 12'000;
constexpr double mostPaintMs = 150;
constexpr double mostFrameMs = 16;

StoredMessage sayOf(quint64 number)
{
    static const QStringList names{QStringLiteral("Ravi"), QStringLiteral("Mei Lin"), QStringLiteral("Olu")};
    static const QString words =
        QStringLiteral("Short messages are **padded**, so their length says nothing. ");
    static const qint64 start = QDate::currentDate().addDays(-60).startOfDay().toMSecsSinceEpoch();
    StoredMessage message;
    message.number = number;
    message.name = names[static_cast<qsizetype>(number / 3 % 3)];
    message.mine = number % 11 == 0;
    message.device = Bytes(16, 'd');
    message.counter = number;
    message.text = QStringLiteral("%1: ").arg(number) + words.repeated(1 + static_cast<int>(number % 7 / 2));
    if (number % 13 == 0)
        message.text += QStringLiteral("https://example.org/%1").arg(number);
    message.timeMs = start + static_cast<qint64>(number) * 50'000;
    return message;
}

double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// A window of the usual size with a chat in it.
struct Chat
{
    Chat() : binding(&history, &page)
    {
        page.setSelf(QStringLiteral("Asha"));
        page.resize(1'120, 700);
        page.show();
        while (!page.windowHandle()->isExposed())
            QCoreApplication::processEvents();
    }
    ~Chat() { history.close(); }
    [[nodiscard]] MessageList *list() const { return page.messages(); }
    [[nodiscard]] ConversationModel *model() const { return page.conversation(); }

    void open(KeptVault &vault) { history.open(session = vault.open(), vault.start()); }

    std::shared_ptr<VaultSession> session;
    History history;
    ChatPage page;
    HistoryBinding binding;
};

void measureOpening(KeptVault &vault)
{
    bench::Samples samples;
    for (int round = 0; round < openings; ++round) {
        Chat chat;
        const std::shared_ptr<VaultSession> session = vault.open();
        QElapsedTimer timer;
        timer.start();
        chat.history.open(session, vault.start());
        while (chat.page.reader()->isOpening())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        chat.page.repaint();
        samples.add(milliseconds(timer));
    }
    bench::print({QStringLiteral("a vault of 100,000: last page painted after its opening"),
                  samples.quantile(0.5), bench::spreadOf(samples.best(), samples.quantile(0.9), 1),
                  bench::Bar::AtMost, mostPaintMs, QStringLiteral("ms")});
}

/// What the GUI thread does from one frame to the next: the step, what came meanwhile, and the picture.
bench::Samples scroll(KeptVault &vault, int *mostRows)
{
    Chat chat;
    chat.open(vault);
    while (chat.page.reader()->isOpening())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QScrollBar *bar = chat.list()->verticalScrollBar();
    bench::Samples samples;
    for (int step = 0; step < steps; ++step) {
        QElapsedTimer timer;
        timer.start();
        bar->setValue(bar->value() - stepPixels);
        QCoreApplication::processEvents();
        chat.list()->viewport()->repaint();
        samples.add(milliseconds(timer));
        *mostRows = std::max(*mostRows, chat.model()->rowCount());
    }
    if (chat.model()->lastNumber() == messages)
        qFatal("the pages never went on");
    return samples;
}

void measureScrolling(KeptVault &vault)
{
    std::vector<double> best;
    int mostRows = 0;
    for (int way = 0; way < ways; ++way) {
        const bench::Samples samples = scroll(vault, &mostRows);
        if (best.empty())
            best = samples.values();
        for (std::size_t step = 0; step < best.size(); ++step)
            best[step] = std::min(best[step], samples.values()[step]);
    }
    bench::Samples frames;
    for (const double value : best)
        frames.add(value);
    bench::print({QStringLiteral("a vault of 100,000: scrolling 60 px, 99th percentile"),
                  frames.quantile(0.99), bench::spreadOf(frames.median(), frames.quantile(0.999)),
                  bench::Bar::AtMost, mostFrameMs, QStringLiteral("ms")});
    bench::print({QStringLiteral("a vault of 100,000: the longest frame of %1").arg(steps),
                  frames.quantile(1), bench::spreadOf(frames.quantile(0.99), frames.quantile(0.999)),
                  bench::Bar::AtMost, mostFrameMs, QStringLiteral("ms")});
    bench::printNote(QStringLiteral("median %1 ms; at most %2 rows in the window")
                         .arg(frames.median(), 0, 'f', 2)
                         .arg(mostRows));
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    KeptVault vault;
    if (!vault.fill(messages, sayOf, messages))
        qFatal("no vault could be made");
    measureOpening(vault);
    measureScrolling(vault);
    return 0;
}
