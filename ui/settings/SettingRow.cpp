// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SettingRow.h"

#include "Button.h"
#include "HintLine.h"
#include "Label.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QRadioButton>
#include <algorithm>

namespace waxwing {

namespace {

constexpr int leastPercent = 80;
constexpr int mostPercent = 200;
constexpr int stepPercent = 10;

} // namespace

SettingRow::SettingRow(Engine &engine, const QString &key, const QVariant &normal, QWidget *parent)
    : SettingPart(parent), m_engine(engine), m_key(key), m_normal(normal), m_column(new QVBoxLayout(this))
{
    connect(&engine, &Engine::settingChanged, this, [this](const QString &changedKey) {
        if (changedKey != m_key)
            return;
        display();
        Q_EMIT changed();
    });
    metrics([this](const Theme &theme) {
        m_column->setContentsMargins(0, 0, 0, 0);
        m_column->setSpacing(theme.px(6));
    });
}

void SettingRow::choose(const QVariant &value)
{
    if (value != this->value())
        m_engine.setSetting(m_key, value);
}

Label *SettingRow::addHint(const QString &words, bool isIndented)
{
    if (words.isEmpty())
        return nullptr;
    auto *hint = new Label(Type::Caption, words, this);
    hint->setTone(Tone::Muted);
    hint->setWrapped(true);
    auto *row = new QHBoxLayout;
    row->addWidget(hint);
    m_column->addLayout(row);
    metrics([row, isIndented](const Theme &theme) {
        row->setContentsMargins(isIndented ? theme.px(26) : 0, 0, 0, 0); // under the words of the box
    });
    addWords(words);
    return hint;
}

CheckSetting::CheckSetting(Engine &engine, const SettingKey<bool> &key, const QString &words,
                           const QString &hint, QWidget *parent)
    : SettingRow(engine, key.key(), key.normal, parent), m_box(new QCheckBox(words, this))
{
    m_box->setAccessibleName(words);
    m_box->setAccessibleDescription(hint);
    addWords(words);
    column()->addWidget(m_box);
    metrics([this](const Theme &theme) { column()->setSpacing(theme.px(2)); });
    addHint(hint, true);
    connect(m_box, &QCheckBox::toggled, this, [this](bool isOn) { choose(isOn); });
    CheckSetting::display();
}

void CheckSetting::display()
{
    m_box->setChecked(value().toBool());
}

ChoiceSetting::ChoiceSetting(Engine &engine, const QString &key, const QVariant &normal, const QString &words,
                             const QList<Choice> &choices, const QString &hint, QWidget *parent)
    : SettingRow(engine, key, normal, parent), m_group(new QButtonGroup(this)), m_choices(choices)
{
    column()->addWidget(new Label(Type::Strong, words, this));
    addWords(words);
    for (int i = 0; i < choices.size(); ++i) {
        auto *radio = new QRadioButton(choices[i].words, this);
        radio->setAccessibleName(choices[i].words);
        radio->setAccessibleDescription(words);
        addWords(choices[i].words);
        m_group->addButton(radio, i);
        column()->addWidget(radio);
    }
    addHint(hint, false);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool isOn) {
        if (isOn)
            wish(m_choices[id].value);
    });
    ChoiceSetting::display();
}

void ChoiceSetting::askBefore(const Loss &loss, const QString &agree, const QString &refuse)
{
    m_loss = loss;
    m_warning = new HintLine(this, Type::Body);
    m_refuse = new Button(Button::Kind::Filled, refuse, this);
    m_agree = new Button(Button::Kind::Outlined, agree, this);
    auto *row = new QHBoxLayout;
    row->addWidget(m_refuse);
    row->addWidget(m_agree);
    row->addStretch();
    column()->addWidget(m_warning);
    column()->addLayout(row);
    metrics([row](const Theme &theme) { row->setSpacing(theme.px(8)); });
    connect(m_agree, &Button::clicked, this, [this] { choose(m_wanted); });
    connect(m_refuse, &Button::clicked, this, [this] {
        display();
        m_group->checkedButton()->setFocus(Qt::OtherFocusReason);
    });
    showWarning({});
}

void ChoiceSetting::wish(const QVariant &wanted)
{
    const QString lost = m_loss && wanted != value() ? m_loss(value(), wanted) : QString();
    m_wanted = wanted;
    if (m_loss)
        showWarning(lost);
    if (lost.isEmpty())
        choose(wanted);
}

void ChoiceSetting::showWarning(const QString &words)
{
    m_warning->say(QStringLiteral("alert"), Tone::Bad, words);
    m_warning->setVisible(!words.isEmpty());
    m_agree->setVisible(!words.isEmpty());
    m_refuse->setVisible(!words.isEmpty());
    m_agree->setAccessibleDescription(words);
}

QList<QAbstractButton *> ChoiceSetting::buttons() const
{
    return m_group->buttons();
}

void ChoiceSetting::addBelow(QWidget *widget)
{
    column()->addWidget(widget);
}

void ChoiceSetting::display()
{
    if (m_loss)
        showWarning({});
    for (int i = 0; i < m_choices.size(); ++i) {
        if (m_choices[i].value == value()) {
            m_group->button(i)->setChecked(true);
            return;
        }
    }
}

TextSizeSetting::TextSizeSetting(Engine &engine, QWidget *parent)
    : SettingRow(engine, settingKey::textPercent.key(), settingKey::textPercent.normal, parent),
      m_smaller(new Button(Button::Kind::Outlined, tr("Smaller"), this)),
      m_larger(new Button(Button::Kind::Outlined, tr("Larger"), this)),
      m_percent(new Label(Type::Strong, {}, this))
{
    column()->addWidget(new Label(Type::Strong, tr("Text size"), this));
    addWords(tr("Text size"));
    m_smaller->setAccessibleName(tr("Smaller text"));
    m_larger->setAccessibleName(tr("Larger text"));
    m_percent->setAlignment(Qt::AlignCenter);
    auto *row = new QHBoxLayout;
    row->addWidget(m_smaller);
    row->addWidget(m_percent);
    row->addWidget(m_larger);
    row->addStretch();
    column()->addLayout(row);
    metrics([this, row](const Theme &theme) {
        row->setSpacing(theme.px(8));
        m_percent->setMinimumWidth(theme.px(64));
    });
    addHint(tr("Of what the desktop asks for. In a window: Ctrl and +, − or 0."), false);
    const auto step = [this](int by) { choose(std::clamp(value().toInt() + by, leastPercent, mostPercent)); };
    connect(m_smaller, &Button::clicked, this, [step] { step(-stepPercent); });
    connect(m_larger, &Button::clicked, this, [step] { step(stepPercent); });
    TextSizeSetting::display();
}

QString TextSizeSetting::shown() const
{
    return m_percent->text();
}

void TextSizeSetting::display()
{
    const int percent = value().toInt();
    m_percent->setText(tr("%1 %").arg(QLocale().toString(percent)));
    m_smaller->setAccessibleDescription(m_percent->text());
    m_larger->setAccessibleDescription(m_percent->text());
    m_smaller->setEnabled(percent > leastPercent);
    m_larger->setEnabled(percent < mostPercent);
}

} // namespace waxwing
