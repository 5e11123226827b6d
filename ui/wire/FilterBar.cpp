// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FilterBar.h"

#include "Button.h"
#include "HintLine.h"
#include "Icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>

namespace waxwing {

FilterBar::FilterBar(QWidget *parent)
    : Composite(parent), m_edit(new QLineEdit(this)),
      m_ready(Button::iconButton(QStringLiteral("filter"), tr("Ready filters"), this)),
      m_pause(Button::iconButton(QStringLiteral("pause"), {}, this)), m_line(new HintLine(this))
{
    m_edit->setPlaceholderText(tr("Filter: say, peer:asha, epoch==4, is:refused"));
    m_edit->setAccessibleName(tr("Filter of the frames"));
    m_edit->addAction(themedIcon(QStringLiteral("search"), Tone::Muted), QLineEdit::LeadingPosition);
    m_clear = m_edit->addAction(themedIcon(QStringLiteral("x"), Tone::Muted), QLineEdit::TrailingPosition);
    m_clear->setToolTip(tr("Clear the filter"));
    m_clear->setVisible(false);
    m_pause->setCheckable(true);
    auto *column = new QVBoxLayout(this);
    auto *row = new QHBoxLayout;
    row->addWidget(m_edit, 1);
    row->addWidget(m_ready);
    row->addWidget(m_pause);
    column->addLayout(row);
    column->addWidget(m_line);
    metrics([row, column](const Theme &theme) {
        column->setContentsMargins(theme.gap(12), theme.px(6), theme.gap(8), theme.px(6));
        column->setSpacing(theme.px(4));
        row->setSpacing(theme.gap(4));
    });
    connect(m_edit, &QLineEdit::textChanged, this, &FilterBar::onTextChanged);
    connect(m_clear, &QAction::triggered, m_edit, &QLineEdit::clear);
    connect(m_pause, &Button::clicked, this, [this](bool on) { Q_EMIT pauseRequested(on); });
    connect(m_ready, &Button::clicked, this, [this] {
        QMenu *menu = makeMenu();
        menu->popup(m_ready->mapToGlobal(QPoint(0, m_ready->height())));
    });
    refreshPause();
}

void FilterBar::setFilter(const QString &text)
{
    m_edit->setText(text);
}

QString FilterBar::said() const
{
    return m_line->words();
}

void FilterBar::say(const QString &words)
{
    m_saying = words;
    refreshLine();
}

void FilterBar::onTextChanged(const QString &text)
{
    const FrameFilter filter(text);
    m_clear->setVisible(!text.isEmpty());
    const bool isWrong = !filter.fault().isEmpty();
    if (m_edit->property("wrong").toBool() != isWrong) {
        m_edit->setProperty("wrong", isWrong);
        m_edit->update();
    }
    m_fault = filter.fault();
    m_saying.clear();
    refreshLine();
    Q_EMIT filterChanged(filter);
}

void FilterBar::setPaused(bool paused)
{
    m_isPaused = paused;
    m_heldBack = 0;
    m_pause->setChecked(paused);
    refreshPause();
}

void FilterBar::setHeldBack(quint64 count)
{
    if (m_heldBack == count)
        return;
    m_heldBack = count;
    refreshPause();
}

void FilterBar::refreshPause()
{
    const QString name = m_isPaused ? tr("Go on showing what comes") : tr("Let the list stand still");
    m_pause->setIconName(m_isPaused ? QStringLiteral("play") : QStringLiteral("pause"));
    m_pause->setToolTip(name);
    m_pause->setAccessibleName(name);
    refreshLine();
}

void FilterBar::refreshLine()
{
    if (!m_fault.isEmpty())
        m_line->say(QStringLiteral("alert"), Tone::Bad, m_fault);
    else if (!m_saying.isEmpty())
        m_line->say(QStringLiteral("info"), Tone::Muted, m_saying);
    else if (m_isPaused)
        m_line->say(QStringLiteral("pause"), Tone::Muted,
                    tr("The list stands still, the log goes on: %1 came since.").arg(m_heldBack));
    else
        m_line->say(QString());
}

void FilterBar::setCurrent(const std::optional<TracedFrame> &frame, const std::optional<TracedLink> &link)
{
    m_peer.clear();
    m_key.clear();
    if (!frame)
        return;
    if (link)
        m_peer = FrameSummary::peer(link);
    const FrameSummary summary = FrameSummary::of(*frame);
    if (!summary.isRecord)
        return;
    m_key = FrameFilter::keyTerm(frame->link, frame->sent, summary.epoch);
    m_keyWords =
        (frame->sent ? tr("Only sen&ding key %1 of this link") : tr("Only &key %1 of this link, receiving"))
            .arg(summary.epoch);
}

void FilterBar::addReady(QMenu *menu, const QString &words, const QString &filter)
{
    connect(menu->addAction(words), &QAction::triggered, this, [this, filter] { setFilter(filter); });
}

QMenu *FilterBar::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addReady(menu, tr("&Everything"), {});
    menu->addSeparator();
    addReady(menu, tr("&Messages only (say, said)"), QStringLiteral("is:message"));
    addReady(menu, tr("&Handshake"), QStringLiteral("is:handshake"));
    addReady(menu, tr("Key &changes (update, refresh)"), QStringLiteral("is:keychange"));
    addReady(menu, tr("Re&fused"), QStringLiteral("is:refused"));
    menu->addSeparator();
    addReady(menu, tr("&Sent"), QStringLiteral("is:sent"));
    addReady(menu, tr("&Received"), QStringLiteral("is:received"));
    addReady(menu, tr("&Network only, not inside this program"), QStringLiteral("!is:local"));
    if (!m_peer.isEmpty() || !m_key.isEmpty())
        menu->addSeparator();
    if (!m_peer.isEmpty()) {
        QString shown = m_peer;
        addReady(menu, tr("Only &peer %1").arg(shown.replace(u'&', QStringLiteral("&&"))),
                 FrameFilter::peerTerm(m_peer));
    }
    if (!m_key.isEmpty())
        addReady(menu, m_keyWords, m_key);
    return menu;
}

} // namespace waxwing
