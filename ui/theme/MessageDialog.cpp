// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "MessageDialog.h"

#include "AdaptiveLayout.h"
#include "Button.h"
#include "Composite.h"
#include "Field.h"
#include "Label.h"
#include "Tile.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QScreen>

namespace waxwing {

MessageDialog::MessageDialog(const QString &icon, Tone tone, const QString &title, QWidget *parent)
    : QDialog(parent), m_title(title), m_content(new Composite(this)), m_rows(new QVBoxLayout),
      m_actions(new AdaptiveLayout(AdaptiveLayout::Mode::Ends))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_content);
    auto *column = new QVBoxLayout(m_content);
    auto *head = new QHBoxLayout;
    auto *tileColumn = new QVBoxLayout;
    tileColumn->addWidget(new Tile(icon, tone, Tile::Shape::Tinted, 0, m_content));
    tileColumn->addStretch();
    head->addLayout(tileColumn);
    auto *heading = new Label(Type::Subtitle, title, m_content);
    heading->setWrapped(true);
    m_rows->addWidget(heading);
    head->addLayout(m_rows, 1);
    column->addLayout(head);
    column->addStretch();
    column->addLayout(m_actions);
    m_content->metrics([this, column, head](const Theme &theme) {
        column->setContentsMargins(theme.gap(24), theme.gap(22), theme.gap(24), theme.gap(20));
        column->setSpacing(theme.px(20));
        head->setSpacing(theme.px(16));
        m_rows->setSpacing(theme.px(8));
        m_actions->setSpacing(theme.px(8));
    });
}

void MessageDialog::addWords(const QString &words)
{
    auto *label = new Label(Type::Body, words, m_content);
    label->setWrapped(true);
    m_rows->addWidget(label);
    m_words += m_words.isEmpty() ? words : u'\n' + words;
    setAccessibleDescription(m_words);
}

void MessageDialog::addTable(const QStringList &pairs)
{
    auto *part = new Composite(m_content);
    auto *grid = new QGridLayout(part);
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
        grid->addWidget(new Label(Type::Strong, pairs[i], part), i / 2, 0, Qt::AlignTop);
        auto *meaning = new Label(Type::Body, pairs[i + 1], part);
        meaning->setWrapped(true);
        grid->addWidget(meaning, i / 2, 1);
    }
    grid->setColumnStretch(1, 1);
    part->metrics([grid](const Theme &theme) {
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setHorizontalSpacing(theme.px(16));
        grid->setVerticalSpacing(theme.px(6));
    });
    m_rows->addWidget(part);
}

QCheckBox *MessageDialog::addChoice(const QString &words)
{
    auto *box = new QCheckBox(words, m_content);
    m_rows->addWidget(box);
    return box;
}

Field *MessageDialog::addField(const QString &label)
{
    auto *field = new Field(label, m_content);
    m_rows->addWidget(field);
    return field;
}

void MessageDialog::addDetails(const QString &details)
{
    auto *label = new Label(Type::Code, details, m_content);
    label->setRegular(true);
    label->setTone(Tone::Muted);
    label->setWrapped(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(tr("Details"));
    m_rows->addWidget(label);
}

Button *MessageDialog::add(Button *button)
{
    if (m_actions->count() == 0 && !m_hasLink) { // what stands first goes to the left edge
        auto *nothing = new QWidget(m_content);
        nothing->hide();
        m_actions->addWidget(nothing);
    }
    m_actions->addWidget(button);
    connect(button, &Button::clicked, this, &QDialog::accept);
    return button;
}

Button *MessageDialog::addLink(const QString &words)
{
    m_hasLink = true;
    return add(new Button(Button::Kind::Link, words, m_content));
}

Button *MessageDialog::addOther(const QString &words)
{
    return add(new Button(Button::Kind::Outlined, words, m_content));
}

Button *MessageDialog::addPrimary(const QString &words)
{
    Button *button = add(new Button(Button::Kind::Filled, words, m_content));
    button->setDefault(true);
    button->setFocus(Qt::OtherFocusReason);
    return button;
}

void MessageDialog::showEvent(QShowEvent *event)
{
    const int most = screen()->availableSize().width() * 9 / 10;
    const int wide = std::min(std::max(Theme::of(this).px(460), m_actions->sizeHint().width() + 60), most);
    const int high = layout()->totalHeightForWidth(wide);
    setMinimumSize(wide, high);
    resize(wide, high);
    QDialog::showEvent(event);
}

} // namespace waxwing
