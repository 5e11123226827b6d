// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FramesPage.h"

#include "Button.h"
#include "CopyForms.h"
#include "EmptyFrames.h"
#include "FilterBar.h"
#include "FrameFinder.h"
#include "FrameModel.h"
#include "FramePanes.h"
#include "FrameView.h"
#include "KeyBands.h"
#include "LineSplitter.h"
#include "WiresharkRow.h"

#include <QAction>
#include <QClipboard>
#include <QDataStream>
#include <QGuiApplication>
#include <QIODevice>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>

namespace waxwing {

namespace {

constexpr quint32 layoutMagic = 0x57584C31; // "WXL1"
constexpr qsizetype mostCopied = 4 * 1024 * 1024;

/// What a scroll area may make as low as its least size: by a layout of its own it would be as high as it
/// likes to be at its width.
class FrameDetails final : public QWidget
{
public:
    explicit FrameDetails(QWidget *parent) : QWidget(parent), m_content(new Composite(this)) {}

    [[nodiscard]] Composite *content() const { return m_content; }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {0, m_content->layout()->minimumSize().height()};
    }
    [[nodiscard]] QSize sizeHint() const override { return m_content->layout()->sizeHint(); }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::LayoutRequest)
            updateGeometry(); // as its content's did
        return QWidget::event(event);
    }
    void resizeEvent(QResizeEvent *event) override
    {
        QWidget::resizeEvent(event);
        m_content->setGeometry(rect());
    }

private:
    Composite *m_content;
};

} // namespace

FramesPage::FramesPage(QWidget *parent)
    : Composite(parent), m_model(new FrameModel(this)), m_finder(new FrameFinder(this)),
      m_filter(new FilterBar(this)), m_view(new FrameView(m_model, this)), m_empty(new EmptyFrames(m_view)),
      m_wireshark(new WiresharkRow(this)), m_panes(new FramePanes(this)),
      m_split(new LineSplitter(Qt::Vertical, tr("Height of the list"), this)), m_bands(new KeyBands(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter);
    column->addWidget(m_split, 1);
    m_split->addWidget(m_view);
    m_split->addWidget(makeDetails());
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 1);
    metrics([this](const Theme &theme) { m_view->setMinimumHeight(theme.px(30 + 3 * 27)); });
    connectParts();
    connectList();
    refreshEmpty();
}

/// The chosen frame; scrolled where its three panes stand below each other.
QWidget *FramesPage::makeDetails()
{
    auto *scroll = new QScrollArea(m_split);
    auto *details = new FrameDetails(scroll);
    auto *column = new QVBoxLayout(details->content());
    column->addWidget(m_wireshark);
    column->addWidget(m_panes, 1);
    column->addWidget(m_bands);
    details->content()->metrics([column](const Theme &theme) {
        column->setContentsMargins(theme.gap(16), theme.px(10), theme.gap(16), theme.px(8));
        column->setSpacing(theme.px(10));
    });
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(details);
    scroll->viewport()->setAutoFillBackground(false);
    details->setAutoFillBackground(false);
    return scroll;
}

void FramesPage::connectParts()
{
    connect(m_filter, &FilterBar::filterChanged, this, &FramesPage::onFilterChanged);
    connect(m_filter, &FilterBar::pauseRequested, this, [this](bool paused) {
        m_filter->setPaused(paused);
        m_model->setPaused(paused);
    });
    connect(m_model, &FrameModel::heldBack, m_filter, &FilterBar::setHeldBack);
    connect(m_model, &FrameModel::linksChanged, this, &FramesPage::refreshLinks);
    connect(m_finder, &FrameFinder::framesFound, this, &FramesPage::onFramesFound);
    connect(m_finder, &FrameFinder::messageFound, this, &FramesPage::showMessageRequested);
    connect(m_wireshark, &WiresharkRow::showMessageRequested, this, &FramesPage::showMessage);
    connect(m_bands, &KeyBands::bandChosen, this, [this](bool sent, quint32 epoch) {
        m_filter->setFilter(FrameFilter::keyTerm(m_bands->link(), sent, epoch));
    });
}

void FramesPage::connectList()
{
    connect(m_model, &FrameModel::scanned, this, [this] {
        if (m_shown != 0 && m_view->currentNumber() == 0 && m_model->rowOf(m_shown) >= 0)
            m_view->choose({m_shown});
        refreshEmpty();
    });
    for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, changed, this, &FramesPage::refreshEmpty);
    connect(m_model, &QAbstractItemModel::modelReset, this, &FramesPage::refreshEmpty);
    connect(m_empty, &EmptyFrames::clearRequested, this, [this] {
        m_filter->setFilter({});
        m_view->setFocus(Qt::OtherFocusReason);
    });
    connect(m_view, &FrameView::frameChosen, this, &FramesPage::onFrameChosen);
    connect(m_view, &FrameView::menuRequested, this, &FramesPage::showMenu);
    connect(m_view, &FrameView::copyRequested, this, &FramesPage::copyChosen);
    connect(m_view, &FrameView::typed, this, [this](const QString &letters) {
        m_filter->edit()->setFocus(Qt::OtherFocusReason);
        m_filter->edit()->setText(m_filter->edit()->text() + letters);
    });
}

void FramesPage::refreshEmpty()
{
    if (m_model->rowCount() > 0 || m_model->isScanning())
        m_empty->hide();
    else if (m_model->isFiltered())
        m_empty->sayNoneMatches();
    else
        m_empty->sayNothingTravelled();
}

void FramesPage::setSelf(const QString &account)
{
    m_finder->setSelf(account);
}

void FramesPage::setLog(std::shared_ptr<const FrameLog> log)
{
    clearDetails();
    m_filter->setPaused(false);
    m_finder->setLog(log);
    m_bands->setLog(log);
    m_model->setLog(std::move(log));
    m_view->goToEnd();
    refreshLinks();
}

void FramesPage::clearDetails()
{
    m_shown = 0;
    m_panes->clear();
    m_wireshark->clear();
    m_filter->setCurrent({}, {});
    showKeysOf(0);
}

void FramesPage::refreshLinks()
{
    const std::vector<TracedLink> links =
        m_model->log() ? m_model->log()->links() : std::vector<TracedLink>();
    m_view->setPeerWanted(links.size() > 1);
    if (m_shown == 0 && !links.empty() && !links.back().isHostSide)
        showKeysOf(links.back().id); // a guest has one link at a time
}

void FramesPage::onFilterChanged(const FrameFilter &filter)
{
    m_model->setFilter(filter);
    if (m_shown != 0 && m_model->rowOf(m_shown) >= 0)
        m_view->choose({m_shown});
    else
        m_view->goToEnd();
}

void FramesPage::onFrameChosen(quint64 number, bool byHand)
{
    if (byHand)
        m_finder->stop(); // a late answer takes nothing away that was chosen meanwhile
    if (number == m_shown || !m_model->log())
        return;
    const auto frame = m_model->log()->frame(number);
    if (!frame)
        return;
    m_shown = number;
    const auto link = m_model->linkOf(*frame);
    m_panes->show(*frame, link);
    m_wireshark->show(*frame, link);
    m_wireshark->setMessageShown(FrameFinder::carriesMessage(*frame));
    m_filter->setCurrent(frame, link);
    showKeysOf(frame->link);
}

void FramesPage::showKeysOf(quint64 link)
{
    m_bands->setLink(link);
    m_bands->setVisible(link != 0);
}

void FramesPage::inspect(const MessageRef &message)
{
    m_filter->say({});
    m_finder->findFrames(message);
}

void FramesPage::onFramesFound(const QList<quint64> &numbers)
{
    if (numbers.isEmpty()) {
        m_filter->say(tr("No frame of this message is kept: it went before the log began, or long ago."));
        return;
    }
    choose(numbers);
}

void FramesPage::showFrame(quint64 number)
{
    choose({number});
}

/// Whatever hides one of them gives way.
void FramesPage::choose(const QList<quint64> &numbers)
{
    const auto isHidden = [this](quint64 number) { return m_model->rowOf(number) < 0; };
    m_model->poll();
    if (m_model->isPaused() && std::any_of(numbers.begin(), numbers.end(), isHidden)) {
        m_filter->setPaused(false);
        m_model->setPaused(false);
    }
    if (std::any_of(numbers.begin(), numbers.end(), isHidden))
        m_filter->setFilter({});
    m_view->choose(numbers);
}

void FramesPage::showMessage()
{
    if (m_shown != 0)
        m_finder->findMessage(m_shown);
}

void FramesPage::showMenu(const QPoint &global)
{
    QMenu *menu = m_filter->makeMenu();
    QAction *before = menu->actions().constFirst();
    auto *message = new QAction(tr("Show &message"), menu);
    message->setEnabled(m_wireshark->messageButton()->isEnabled());
    connect(message, &QAction::triggered, this, &FramesPage::showMessage);
    menu->insertAction(before, message);
    auto *copies = new QMenu(tr("C&opy"), menu);
    if (const qsizetype count = m_view->chosenNumbers().size(); count > 1)
        connect(copies->addAction(tr("Copy %n chosen frames as &lines of hex", nullptr, int(count))),
                &QAction::triggered, this, &FramesPage::copyChosen);
    m_wireshark->addCopyActions(copies);
    menu->insertMenu(before, copies);
    QMenu *columns = m_view->makeColumnMenu();
    columns->setTitle(tr("Co&lumns"));
    columns->setAttribute(Qt::WA_DeleteOnClose, false);
    connect(menu, &QObject::destroyed, columns, &QObject::deleteLater);
    menu->insertMenu(before, columns);
    menu->insertSeparator(before);
    menu->popup(global);
}

/// A line each; as much as a clipboard bears.
void FramesPage::copyChosen()
{
    const QList<quint64> numbers = m_view->chosenNumbers();
    QStringList lines;
    qsizetype bytes = 0;
    for (const quint64 number : numbers) {
        const auto frame = m_model->log()->frame(number);
        bytes += frame ? frame->bytes().size() : 0;
        if (bytes > mostCopied && !lines.isEmpty())
            break;
        lines.append(frame ? copyforms::hexLine(*frame) : QString());
    }
    if (lines.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    const QLocale locale;
    if (lines.size() < numbers.size())
        m_filter->say(tr("Copied the first %1 of %2 chosen frames: no more fits.")
                          .arg(locale.toString(lines.size()), locale.toString(numbers.size())));
}

QByteArray FramesPage::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutMagic << m_split->saveState() << m_view->saveColumns();
    return layout;
}

void FramesPage::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    quint32 magic = 0;
    QByteArray split;
    quint32 columns = 0;
    stream >> magic >> split >> columns;
    if (stream.status() != QDataStream::Ok || magic != layoutMagic)
        return;
    m_split->restoreState(split);
    m_view->restoreColumns(columns);
}

void FramesPage::showEvent(QShowEvent *event)
{
    Composite::showEvent(event);
    m_model->setPolling(true);
}

void FramesPage::hideEvent(QHideEvent *event)
{
    Composite::hideEvent(event);
    m_model->setPolling(false);
}

} // namespace waxwing
