// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CompareDialog.h"

#include "AdaptiveLayout.h"
#include "Band.h"
#include "Button.h"
#include "CodeTiles.h"
#include "Composite.h"
#include "DirectWords.h"
#include "ForeignText.h"
#include "Label.h"
#include "ScrolledColumn.h"
#include "Tile.h"

#include <QHBoxLayout>
#include <QScreen>
#include <QScrollArea>
#include <QShowEvent>

namespace waxwing {

namespace {

constexpr qreal codeFactor = 1.9; ///< against the application's font

} // namespace

CompareDialog::CompareDialog(const QString &name, QWidget *parent)
    : QDialog(parent), m_content(new ScrolledColumn(this)), m_foot(new Composite(this)),
      m_line(new Label(Type::Body, {}, m_content)), m_code(new CodeTiles(codeFactor, m_content)),
      m_all(new Band(Tone::Muted, QStringLiteral("info"),
                     tr("All twelve groups must be the same. If one digit differs, somebody may sit between "
                        "you."),
                     Band::Form::Rounded, m_content)),
      m_answers(new AdaptiveLayout(AdaptiveLayout::Mode::Ends)),
      m_later(new Button(Button::Kind::Link, tr("Not now"), m_foot)),
      m_differ(new Button(Button::Kind::Outlined, tr("They differ"), m_foot)),
      m_same(new Button(Button::Kind::Filled, tr("The codes are the same"), m_foot))
{
    const QString shown = foreignInside(name);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Compare the codes with %1").arg(shown));
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(windowTitle());
    scroll->setWidget(m_content);
    whole->addWidget(scroll, 1);
    whole->addWidget(m_foot);
    build(
        tr("%1 opens “Compare the codes” in the conversation with you and sees the same twelve groups. Read "
           "them to each other face to face or by telephone, not through this room: whoever sits in "
           "between could change them there.")
            .arg(shown));
    connect(m_later, &Button::clicked, this, &QDialog::reject);
    connect(m_differ, &Button::clicked, this, &CompareDialog::differ);
    connect(m_same, &Button::clicked, this, &CompareDialog::same);
    const QList<QWidget *> order{m_code, m_later, m_differ, m_same};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
    refresh();
}

void CompareDialog::build(const QString &how)
{
    m_content->setBackgroundRole(QPalette::Base); // the tiles of the code stand out from it
    m_content->setAutoFillBackground(true);
    auto *column = new QVBoxLayout(m_content);
    auto *head = new QHBoxLayout;
    auto *tiles = new QVBoxLayout;
    auto *words = new QVBoxLayout;
    tiles->addWidget(new Tile(QStringLiteral("shield-ask"), Tone::Accent, Tile::Shape::Tinted, 0, m_content));
    tiles->addStretch();
    auto *title = new Label(Type::Subtitle, windowTitle(), m_content);
    auto *explained = new Label(Type::Body, how, m_content);
    title->setWrapped(true);
    explained->setWrapped(true);
    m_line->setWrapped(true);
    m_line->setTone(Tone::Muted);
    words->addWidget(title);
    words->addWidget(explained);
    words->addWidget(m_line);
    head->addLayout(tiles);
    head->addLayout(words, 1);
    column->addLayout(head);
    column->addWidget(m_code);
    column->addWidget(m_all);
    column->addStretch();
    for (Button *answer : {m_later, m_differ, m_same})
        m_answers->addWidget(answer);
    auto *foot = new QVBoxLayout(m_foot);
    foot->addLayout(m_answers);
    m_foot->setBackgroundRole(QPalette::Base);
    m_foot->setAutoFillBackground(true);
    m_content->metrics([this, column, foot, head, words](const Theme &theme) {
        column->setContentsMargins(theme.gap(24), theme.gap(22), theme.gap(24), theme.px(4));
        foot->setContentsMargins(theme.gap(24), theme.px(12), theme.gap(24), theme.gap(20));
        column->setSpacing(theme.px(16));
        head->setSpacing(theme.px(16));
        words->setSpacing(theme.px(8));
        m_answers->setSpacing(theme.px(8));
    });
    setAccessibleDescription(how);
}

void CompareDialog::setCode(const QStringList &groups, int device, int of)
{
    m_code->setCode(groups.join(u'-'));
    m_code->setAccessibleName(tr("Code: %1").arg(DirectWords::spoken(groups)));
    m_line->setText(of > 1 ? tr("Each PC has a key of its own. This is number %1 of %2.").arg(device).arg(of)
                           : QString());
    refresh();
    m_code->setFocus(Qt::OtherFocusReason);
}

void CompareDialog::setMissing(const QString &why)
{
    m_code->setCode({});
    m_line->setText(why);
    refresh();
    m_later->setFocus(Qt::OtherFocusReason);
}

bool CompareDialog::hasCode() const
{
    return !m_code->groups().isEmpty();
}

QString CompareDialog::line() const
{
    return m_line->text();
}

void CompareDialog::refresh()
{
    m_line->setVisible(!m_line->text().isEmpty());
    for (QWidget *part : std::initializer_list<QWidget *>{m_code, m_all})
        part->setVisible(hasCode());
    m_same->setVisible(hasCode());
    m_differ->setVisible(hasCode());
    if (isVisible())
        place();
}

void CompareDialog::place()
{
    const Theme theme = Theme::of(this);
    const QSize most = screen()->availableSize() * 9 / 10;
    const int wide =
        std::min(std::max(theme.px(560), m_code->sizeHint().width() + 2 * theme.gap(24)), most.width());
    const int all =
        m_content->layout()->totalHeightForWidth(wide) + m_foot->layout()->totalHeightForWidth(wide);
    const int high = std::min(all, most.height());
    setMinimumSize(wide, std::min(high, theme.px(320)));
    resize(wide, high);
}

void CompareDialog::showEvent(QShowEvent *event)
{
    place();
    QDialog::showEvent(event);
}

} // namespace waxwing
