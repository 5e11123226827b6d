// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
//
// The message list with 100,000 messages, off-screen: the first paint after filling, and scrolling by 60 px.
// Beside it, in the same run, a bare QListView over the same model whose rows all know their heights.

#include "ConversationModel.h"
#include "MessageList.h"
#include "Row.h"
#include "Samples.h"

#include <QApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QWindow>

#include <algorithm>
#include <memory>

using namespace waxwing;

namespace {

constexpr int messages = 100'000;
constexpr int rounds = 7;
constexpr int scrollRounds = 5;
constexpr int steps = 3'000;
constexpr int stepPixels = 60;
constexpr double mostFirstPaintMs = 100;
constexpr double mostScrollMs = 3;

/// Three people, one to four lines each, some with a link or bold.
QList<RoomMessage> talk()
{
    const QStringList names{QStringLiteral("Ravi"), QStringLiteral("Mei Lin"), QStringLiteral("Olu")};
    const QString words = QStringLiteral("Short messages are **padded**, so their length says nothing. ");
    const qint64 start = QDate::currentDate().startOfDay().toMSecsSinceEpoch();
    QList<RoomMessage> result;
    result.reserve(messages);
    for (int i = 1; i <= messages; ++i) {
        RoomMessage message;
        message.number = static_cast<quint64>(i);
        message.name = names[(i / 3) % 3];
        message.mine = i % 11 == 0;
        message.text = QStringLiteral("%1: ").arg(i) + words.repeated(1 + i % 7 / 2);
        if (i % 13 == 0)
            message.text += QStringLiteral("https://example.org/%1").arg(i);
        message.timeMs = start + i * 500;
        result.append(message);
    }
    return result;
}

/// Heights known from the start, one line of text a row: the least that a list of rows can cost.
class BareDelegate final : public QStyledItemDelegate
{
public:
    explicit BareDelegate(const QAbstractItemModel *model)
        : m_heights(static_cast<std::size_t>(model->rowCount()))
    {
        for (std::size_t row = 0; row < m_heights.size(); ++row)
            m_heights[row] = 34 + static_cast<int>(row % 3) * 18;
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return {1, m_heights[static_cast<std::size_t>(index.row())]};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->drawText(option.rect, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
    }

private:
    std::vector<int> m_heights;
};

std::unique_ptr<QListView> bareList(ConversationModel *model)
{
    auto list = std::make_unique<QListView>();
    list->setItemDelegate(new BareDelegate(model));
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setModel(model);
    return list;
}

double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// A window on the screen: what is painted into it is painted at once.
class Frame final : public QWidget
{
public:
    Frame()
    {
        resize(887, 540);
        show();
        while (!windowHandle()->isExposed())
            QCoreApplication::processEvents();
    }
    void hold(QListView *list)
    {
        list->setParent(this);
        list->setGeometry(rect());
        list->show();
        list->scrollToBottom();
        list->viewport()->repaint();
    }
};

/// From the filled model to the first picture of its end.
template <typename Make> double firstPaint(Make make)
{
    Frame frame;
    QElapsedTimer timer;
    timer.start();
    const std::unique_ptr<QListView> list = make();
    frame.hold(list.get());
    return milliseconds(timer);
}

/// Up from the end step by step, then from the middle, where nobody has looked yet.
bench::Samples scroll(QListView &list)
{
    bench::Samples samples;
    QScrollBar *bar = list.verticalScrollBar();
    for (int step = 0; step < steps; ++step) {
        if (step == steps / 2)
            bar->setValue(bar->maximum() / 2); // a jump is no step: not measured
        QElapsedTimer timer;
        timer.start();
        bar->setValue(bar->value() - stepPixels);
        list.viewport()->repaint();
        samples.add(milliseconds(timer));
    }
    return samples;
}

/// The same way anew, each time with a list that has seen nothing yet: of each step the best, since a busy
/// machine adds to some, and what a step must do is the same in all.
template <typename Make> bench::Samples quietest(Make make)
{
    std::vector<double> best;
    for (int round = 0; round < scrollRounds; ++round) {
        Frame frame;
        const std::unique_ptr<QListView> list = make();
        frame.hold(list.get());
        const bench::Samples samples = scroll(*list);
        for (std::size_t step = 0; step < samples.values().size(); ++step) {
            if (round == 0)
                best.push_back(samples.values()[step]);
            best[step] = std::min(best[step], samples.values()[step]);
        }
    }
    bench::Samples result;
    for (const double value : best)
        result.add(value);
    return result;
}

void reportFirstPaint(ConversationModel &model)
{
    bench::Samples ours;
    bench::Samples bare;
    for (int round = 0; round < rounds; ++round) {
        ours.add(firstPaint([&] { return std::make_unique<MessageList>(&model); }));
        bare.add(firstPaint([&] { return bareList(&model); }));
    }
    bench::print({QStringLiteral("list of 100,000: first paint after filling"), ours.best(),
                  bench::spreadOf(ours.best(), ours.median(), 1), bench::Bar::AtMost, mostFirstPaintMs,
                  QStringLiteral("ms")});
    bench::printNote(QStringLiteral("a bare cached QListView: %1 ms (%2)")
                         .arg(bare.best(), 0, 'f', 1)
                         .arg(bench::spreadOf(bare.best(), bare.median(), 1)));
}

void reportScrolling(ConversationModel &model)
{
    const bench::Samples ours = quietest([&] { return std::make_unique<MessageList>(&model); });
    const bench::Samples bare = quietest([&] { return bareList(&model); });
    bench::print({QStringLiteral("list of 100,000: scrolling 60 px, 99th percentile"), ours.quantile(0.99),
                  bench::spreadOf(ours.median(), ours.quantile(0.999)), bench::Bar::AtMost, mostScrollMs,
                  QStringLiteral("ms")});
    bench::printNote(
        QStringLiteral("ours: median %1 ms, worst %2 ms; a bare cached QListView: median %3, 99th "
                       "percentile %4, worst %5 ms")
            .arg(ours.median(), 0, 'f', 2)
            .arg(ours.quantile(1), 0, 'f', 2)
            .arg(bare.median(), 0, 'f', 2)
            .arg(bare.quantile(0.99), 0, 'f', 2)
            .arg(bare.quantile(1), 0, 'f', 2));
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    ConversationModel model;
    model.messagesArrived(talk());
    reportFirstPaint(model);
    reportScrolling(model);
    return 0;
}
