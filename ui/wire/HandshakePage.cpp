// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HandshakePage.h"

#include "Button.h"
#include "Hairline.h"
#include "HintLine.h"
#include "InBackground.h"
#include "Label.h"
#include "LadderExport.h"
#include "LadderView.h"
#include "LinkChooser.h"
#include "SaveDialog.h"
#include "ScrolledColumn.h"
#include "TextOf.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QTimerEvent>

namespace waxwing {

namespace {

constexpr int lookEveryMs = 100;

} // namespace

HandshakePage::HandshakePage(QWidget *parent)
    : Composite(parent), m_model(new LadderModel(this)), m_chooser(new LinkChooser(this)),
      m_view(new LadderView(m_model, this)),
      m_save(new Button(Button::Kind::Outlined, tr("Sa&ve picture…"), this)),
      m_empty(new Label(Type::Body, {}, this)), m_result(new HintLine(this))
{
    build();
    connect(m_chooser, &LinkChooser::linkChanged, this, [this](quint64 link) {
        m_steps = HandshakeSteps(link);
        m_view->setCurrentIndex({}); // a step of another link
        m_result->say({});
        look();
        refresh();
    });
    connect(m_view, &LadderView::rowChanged, this, [this](int row) {
        if (row >= 0)
            m_chooser->hold();
        explain(row);
    });
    connect(m_view, &LadderView::frameRequested, this, &HandshakePage::frameRequested);
    connect(m_save, &Button::clicked, this, &HandshakePage::askForPath);
    connect(m_previous, &Button::clicked, m_view, [this] { m_view->step(-1); });
    connect(m_next, &Button::clicked, m_view, [this] { m_view->step(1); });
    connect(m_frame, &Button::clicked, this, [this] {
        if (const quint64 frame = m_view->currentIndex().data(LadderModel::FrameRole).toULongLong())
            Q_EMIT frameRequested(frame);
    });
    refresh();
}

void HandshakePage::build()
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_empty->setWrapped(true);
    m_empty->setTone(Tone::Muted);
    m_empty->setAlignment(Qt::AlignCenter);
    auto *column = new QVBoxLayout(this);
    auto *head = new QHBoxLayout;
    head->addWidget(m_chooser, 1);
    head->addStretch();
    head->addWidget(m_save);
    column->setSpacing(0);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(head);
    column->addWidget(m_result);
    column->addWidget(m_empty, 1);
    column->addWidget(m_view, 2);
    column->addWidget(makeFoot());
    column->addWidget(makeExplanation(), 1);
    metrics([this, head](const Theme &theme) {
        head->setContentsMargins(theme.gap(14), theme.gap(8), theme.gap(14), theme.gap(4));
        m_result->setContentsMargins(theme.gap(14), 0, theme.gap(14), theme.gap(4));
        m_empty->setMargin(theme.gap(28));
        m_explanation->setMinimumHeight(theme.px(84));
        m_explanation->setMaximumHeight(theme.px(184));
    });
    QWidget *before = m_chooser->box();
    for (QWidget *next : {static_cast<QWidget *>(m_save), static_cast<QWidget *>(m_view),
                          static_cast<QWidget *>(m_previous), static_cast<QWidget *>(m_next),
                          static_cast<QWidget *>(m_frame), static_cast<QWidget *>(m_explanation)}) {
        setTabOrder(before, next);
        before = next;
    }
}

QWidget *HandshakePage::makeFoot()
{
    auto *foot = new Composite(this);
    m_foot = foot;
    m_previous = new Button(Button::Kind::Outlined, tr("&Previous"), foot);
    m_next = new Button(Button::Kind::Outlined, tr("&Next"), foot);
    m_frame = new Button(Button::Kind::Link, tr("Show the frame"), foot);
    m_step = new Label(Type::Strong, {}, foot);
    auto *column = new QVBoxLayout(foot);
    auto *row = new QHBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Hairline(foot));
    column->addLayout(row);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_step, 1);
    row->addWidget(m_frame);
    foot->metrics([row](const Theme &theme) {
        row->setContentsMargins(theme.gap(14), theme.gap(8), theme.gap(14), theme.gap(6));
        row->setSpacing(theme.px(10));
    });
    return foot;
}

QWidget *HandshakePage::makeExplanation()
{
    m_explanation = new QScrollArea(this);
    m_explanation->setFrameShape(QFrame::NoFrame);
    m_explanation->setWidgetResizable(true);
    m_explanation->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_explanation->setFocusPolicy(Qt::StrongFocus); // scrolled by keyboard
    m_explanation->setAccessibleName(tr("About this step"));
    auto *content = new ScrolledColumn(m_explanation);
    auto *column = new QVBoxLayout(content);
    m_provesHead = new Label(Type::Strong, tr("What it proves"), content);
    m_learnsHead = new Label(Type::Strong, tr("What a listener learns"), content);
    m_proves = new Label(Type::Body, {}, content);
    m_learns = new Label(Type::Body, {}, content);
    m_source = new Label(Type::Caption, {}, content);
    m_source->setTone(Tone::Muted);
    for (Label *label : {m_provesHead, m_proves, m_learnsHead, m_learns, m_source}) {
        label->setWrapped(true);
        column->addWidget(label);
    }
    column->addStretch();
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    content->metrics([column](const Theme &theme) {
        column->setContentsMargins(theme.gap(14), 0, theme.gap(14), theme.gap(10));
        column->setSpacing(theme.px(3));
    });
    m_explanation->setWidget(content);
    return m_explanation;
}

void HandshakePage::setLog(std::shared_ptr<const FrameLog> log)
{
    m_log = std::move(log);
    m_steps = HandshakeSteps();
    m_chooser->setLog(m_log);
    refresh();
}

void HandshakePage::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        look();
    else
        Composite::timerEvent(event);
}

void HandshakePage::showEvent(QShowEvent *event)
{
    Composite::showEvent(event);
    look();
    m_timer.start(lookEveryMs, this);
}

void HandshakePage::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    Composite::hideEvent(event);
}

/// A slice a turn: a long log is not gone through at once.
void HandshakePage::look()
{
    if (!m_log || !isVisible())
        return;
    m_chooser->refresh();
    if (m_chooser->link() != 0 && m_steps.advance(*m_log))
        refresh();
    if (m_timer.isActive())
        m_timer.start(m_steps.isUpToDate(*m_log) ? lookEveryMs : 0, this);
}

void HandshakePage::refresh()
{
    const int current = m_view->currentIndex().row();
    m_model->show(m_steps);
    if (current >= 0 && current < m_model->rowCount()) {
        const QSignalBlocker nobodyStepped(m_view);
        m_view->setCurrentIndex(m_model->index(current));
    }
    const bool hasRows = m_model->rowCount() > 0;
    const bool isForgotten = m_steps.state() == HandshakeSteps::State::Forgotten;
    m_empty->setText(
        isForgotten
            ? tr("The handshake of this link is not kept any more: of all links together the last "
                 "100,000 frames are kept, or 64 MiB. The next connection is drawn here.")
            : tr("No connection yet.\nThe steps of the next handshake are drawn here as they happen."));
    const bool isDrawn = hasRows && !isForgotten;
    m_empty->setVisible(!isDrawn);
    for (QWidget *widget : {static_cast<QWidget *>(m_view), static_cast<QWidget *>(m_save), m_foot,
                            static_cast<QWidget *>(m_explanation)})
        widget->setVisible(isDrawn);
    explain(m_view->currentIndex().row());
}

void HandshakePage::explain(int at)
{
    const bool isNone = at < 0 || at >= m_model->rowCount();
    const LadderRow row = isNone ? LadderRow{} : m_model->row(at);
    m_previous->setEnabled(isNone || at > 0);
    m_next->setEnabled(isNone || at + 1 < m_model->rowCount());
    m_frame->setVisible(row.isStep);
    m_frame->setText(tr("Show frame %1").arg(row.step.frame));
    m_step->setText(isNone        ? tr("%1 steps").arg(m_model->steps())
                    : !row.isStep ? QString()
                                  : tr("%1 of %2").arg(row.number).arg(m_model->steps()));
    m_provesHead->setText(row.isStep ? tr("What it proves") : row.title);
    m_proves->setText(row.proves);
    if (isNone) {
        m_provesHead->setText(tr("What the handshake is for"));
        m_proves->setText(
            tr("Two programs that share no secret agree on keys in the sight of everyone. The host "
               "proves who it is, then the guest proves its password and its device. Step through "
               "to see what each message adds."));
    }
    m_learns->setText(row.learns);
    m_learns->setVisible(!row.learns.isEmpty());
    m_learnsHead->setVisible(!row.learns.isEmpty());
    QString source;
    if (!row.step.paragraph.empty())
        source = tr("PROTOCOL %1: %2").arg(textOf(row.step.paragraph), textOf(row.step.sentence));
    m_source->setText(source);
    m_source->setVisible(!source.isEmpty());
}

QString HandshakePage::result() const
{
    return m_result->words();
}

void HandshakePage::askForPath()
{
    const LadderExport picture(*m_model, m_steps.link().startNs);
    auto *dialog = makeSaveDialog({tr("Save the handshake as a picture"),
                                   {tr("Drawing (*.svg)"), tr("Picture (*.png)")},
                                   picture.proposedName() + QStringLiteral(".svg"),
                                   QStandardPaths::PicturesLocation},
                                  this);
    connect(dialog, &QFileDialog::fileSelected, this, &HandshakePage::savePicture);
    dialog->open();
}

void HandshakePage::savePicture(const QString &path)
{
    m_save->setEnabled(false);
    m_result->say(tr("Saving…"));
    const auto work = [path, picture = LadderExport(*m_model, m_steps.link().startNs)] {
        return picture.save(path);
    };
    inBackground(this, work, [this, path](const Result<void> &saved) { onSaved(path, saved); });
}

void HandshakePage::onSaved(const QString &path, const Result<void> &saved)
{
    m_save->setEnabled(true);
    const QString shown = QDir::toNativeSeparators(path);
    if (saved)
        m_result->say(QStringLiteral("check"), Tone::Ok, tr("Saved as %1").arg(shown));
    else
        m_result->say(QStringLiteral("alert"), Tone::Bad,
                      tr("The picture could not be saved as %1: %2. Choose another folder.")
                          .arg(shown, saved.error().detail));
}

} // namespace waxwing
