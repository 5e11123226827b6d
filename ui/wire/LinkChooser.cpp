// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LinkChooser.h"

#include "ForeignText.h"
#include "FrameSummary.h"
#include "Label.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace waxwing {

LinkChooser::LinkChooser(QWidget *parent) : Composite(parent), m_box(new QComboBox(this))
{
    auto *label = new Label(Type::Caption, tr("&Link"), this);
    label->setTone(Tone::Muted);
    label->setBuddy(m_box);
    m_box->setAccessibleName(tr("Link"));
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setMinimumContentsLength(16);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label);
    row->addWidget(m_box, 1);
    metrics([row](const Theme &theme) { row->setSpacing(theme.px(8)); });
    hide();
    connect(m_box, &QComboBox::currentIndexChanged, this, [this](int at) {
        if (m_isFilling || at < 0)
            return;
        go(m_box->itemData(at).toULongLong());
        hold();
    });
}

QString LinkChooser::words(const TracedLink &link)
{
    QStringList parts;
    if (!link.peerName.isEmpty())
        parts << foreignInside(link.peerName);
    else
        parts << (link.isHostSide ? tr("a guest") : tr("a host"));
    if (link.isLocal)
        parts << tr("in this program, no network");
    else if (!link.peerAddress.isEmpty())
        parts << FrameSummary::addressWords(link.peerAddress, link.peerPort);
    if (link.endNs == 0)
        parts << tr("since %1").arg(FrameSummary::clock(link.startNs));
    else
        parts
            << tr("%1 to %2, ended").arg(FrameSummary::clock(link.startNs), FrameSummary::clock(link.endNs));
    return parts.join(QStringLiteral(" · "));
}

void LinkChooser::setLog(std::shared_ptr<const FrameLog> log)
{
    m_log = std::move(log);
    m_isHeld = false;
    m_version = 0;
    m_link = 0;
    m_newest = 0;
    fill();
}

void LinkChooser::refresh()
{
    if (m_log && m_log->linksVersion() != m_version)
        fill();
}

bool LinkChooser::hasEnded(quint64 link) const
{
    const auto found = m_log ? m_log->link(link) : std::nullopt;
    return !found || found->endNs != 0;
}

void LinkChooser::hold()
{
    m_isHeld = m_link != 0;
    m_hadEnded = hasEnded(m_link);
}

/// What is read stays; also when it ends, so that its end is seen. Then it gives way to the next new link,
/// unless it had ended before somebody looked at it.
quint64 LinkChooser::next(quint64 newest, quint64 living)
{
    const bool isNew = newest != m_newest;
    if (m_isHeld && m_box->findData(QVariant::fromValue(m_link)) >= 0 &&
        (!isNew || m_hadEnded || !hasEnded(m_link)))
        return m_link;
    m_isHeld = false;
    return living != 0 ? living : newest;
}

void LinkChooser::fill()
{
    m_isFilling = true;
    m_box->clear();
    quint64 newest = 0;
    quint64 living = 0;
    if (m_log) {
        m_version = m_log->linksVersion();
        for (const TracedLink &link : m_log->links()) {
            m_box->addItem(words(link), QVariant::fromValue(link.id));
            newest = link.id;
            if (link.endNs == 0)
                living = link.id;
        }
    }
    const quint64 link = next(newest, living);
    m_newest = newest;
    m_box->setCurrentIndex(m_box->findData(QVariant::fromValue(link)));
    setVisible(m_box->count() > 1);
    m_isFilling = false;
    go(link);
}

void LinkChooser::go(quint64 link)
{
    if (m_link == link)
        return;
    m_link = link;
    Q_EMIT linkChanged(link);
}

} // namespace waxwing
