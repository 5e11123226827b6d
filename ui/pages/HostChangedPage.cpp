// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HostChangedPage.h"

#include "AdaptiveLayout.h"
#include "BulletLabel.h"
#include "Button.h"
#include "CodeTiles.h"
#include "ForeignText.h"
#include "Label.h"
#include "PageHead.h"
#include "Sheet.h"

#include <QKeyEvent>
#include <QLocale>
#include <QVBoxLayout>

namespace waxwing {

namespace {

QString sinceWhen(const QDateTime &time)
{
    const QDate day = time.toLocalTime().date();
    const QDate today = QDate::currentDate();
    if (day == today)
        return HostChangedPage::tr("earlier today");
    if (day == today.addDays(-1))
        return HostChangedPage::tr("yesterday");
    return HostChangedPage::tr("on %1").arg(QLocale().toString(day, QLocale::LongFormat));
}

} // namespace

HostChangedPage::HostChangedPage(QWidget *parent)
    : Page(Way::Back, 640, parent), m_sheet(new Sheet(Sheet::Margins::Page)),
      m_head(new PageHead(QStringLiteral("shield-alert"), Tone::Bad, {}, {}, m_sheet))
{
    m_sheet->setEdge(Tone::Bad);
    m_head->setLineTone(Tone::Text);
    m_sheet->body()->addWidget(m_head);
    m_sheet->body()->addWidget(makeCodes());
    m_sheet->body()->addWidget(makeCauses());
    m_sheet->body()->addWidget(makeActions());
    setColumn(m_sheet);
    setTabChain({m_stop, m_meet, m_before, m_now});
    setHost(Case::Typed, {}, {}, {});
}

QWidget *HostChangedPage::makeCodes()
{
    auto *part = new Composite(m_sheet);
    auto *columns = new AdaptiveLayout(AdaptiveLayout::Mode::Equal, part);
    const auto column = [part, columns](const QString &words, Tone tone, CodeTiles *&tiles) {
        auto *holder = new Composite(part);
        auto *rows = new QVBoxLayout(holder);
        auto *label = new Label(Type::Strong, words, holder);
        rows->addWidget(label);
        tiles = new CodeTiles(1.15, holder);
        tiles->setTone(tone);
        rows->addWidget(tiles);
        holder->metrics([rows](const Theme &theme) {
            rows->setContentsMargins(0, 0, 0, 0);
            rows->setSpacing(theme.px(5));
        });
        columns->addWidget(holder);
        return label;
    };
    m_beforeWords = column(tr("Before"), Tone::Muted, m_before);
    column(tr("Now"), Tone::Bad, m_now);
    part->metrics([columns](const Theme &theme) {
        columns->setSpacing(theme.gap(20));
        columns->setThreshold(theme.px(520));
    });
    return part;
}

QWidget *HostChangedPage::makeCauses()
{
    auto *part = new Composite(m_sheet);
    auto *rows = new QVBoxLayout(part);
    rows->addWidget(new Label(Type::Strong, tr("What may have happened"), part));
    for (const QString &cause : {tr("Another PC has taken this address. Ask the host for a new link."),
                                 tr("The host was set up anew and lost its key. Ask the host in person."),
                                 tr("Somebody pretends to be the host. Then do not go on.")})
        rows->addWidget(new BulletLabel(cause, part));
    part->metrics([rows](const Theme &theme) {
        rows->setContentsMargins(0, 0, 0, 0);
        rows->setSpacing(theme.px(6));
    });
    return part;
}

QWidget *HostChangedPage::makeActions()
{
    auto *part = new Composite(m_sheet);
    auto *row = new AdaptiveLayout(AdaptiveLayout::Mode::Ends, part);
    m_meet = new Button(Button::Kind::Link, tr("It is another room: meet it as new"), part);
    m_stop = new Button(Button::Kind::Filled, tr("Do not connect"), part);
    row->addWidget(m_meet);
    row->addWidget(m_stop);
    part->metrics([row](const Theme &theme) {
        row->setContentsMargins(0, theme.px(6), 0, 0);
        row->setSpacing(theme.px(8));
    });
    connect(m_meet, &Button::clicked, this, &HostChangedPage::meetAsNewRequested);
    connect(m_stop, &Button::clicked, this, &HostChangedPage::stopRequested);
    return part;
}

void HostChangedPage::setHost(Case which, const QString &address, const QString &room,
                              const QDateTime &lastUsed)
{
    const bool link = which == Case::Link;
    const QString title =
        link ? tr("This is not the host of the link") : tr("This is not the same host as before");
    m_head->setTitle(title);
    setAccessibleName(title);
    const QString name = breakable(foreignInside(room));
    QString line;
    if (link)
        line = tr("%1 answers with another key than the one that the link carries.").arg(address);
    else if (lastUsed.isValid())
        line = tr("%1 answers with another key than the room “%2” had %3.")
                   .arg(address, name, sinceWhen(lastUsed));
    else
        line = tr("%1 answers with another key than the room “%2” had before.").arg(address, name);
    m_head->setLine(line);
    m_beforeWords->setText(link ? tr("In the link") : tr("Before"));
    m_meet->setVisible(which == Case::Typed);
}

void HostChangedPage::setCodes(const QString &before, const QString &now)
{
    m_before->setCode(before);
    m_before->setAccessibleName(m_beforeWords->text() + QStringLiteral(": ") + m_before->groups().join(u' '));
    m_now->setCode(now);
    m_now->setAccessibleName(tr("Now: %1").arg(m_now->groups().join(u' ')));
}

QString HostChangedPage::title() const
{
    return m_head->title();
}

QString HostChangedPage::explanation() const
{
    return m_head->line();
}

QWidget *HostChangedPage::firstFocus() const
{
    return m_stop;
}

void HostChangedPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT stopRequested(); // the default
    else
        Page::keyPressEvent(event);
}

} // namespace waxwing
