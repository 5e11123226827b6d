// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "SettingKeys.h"
#include "SettingPart.h"

#include <QVariant>
#include <functional>

class QAbstractButton;
class QButtonGroup;
class QCheckBox;
class QVBoxLayout;

namespace waxwing {

class Button;
class HintLine;
class Label;

/// One setting: shows what the profile says, also when somebody else changes it, and applies at once.
class SettingRow : public SettingPart
{
    Q_OBJECT

public:
    [[nodiscard]] bool isNormal() const override { return value() == m_normal; }
    void reset() override { choose(m_normal); }
    [[nodiscard]] QString key() const { return m_key; }

protected:
    SettingRow(Engine &engine, const QString &key, const QVariant &normal, QWidget *parent);

    [[nodiscard]] QVariant value() const { return m_engine.setting(m_key, m_normal); }
    void choose(const QVariant &value);
    virtual void display() = 0;

    [[nodiscard]] QVBoxLayout *column() const { return m_column; }
    Label *addHint(const QString &words, bool isIndented);

private:
    Engine &m_engine;
    QString m_key;
    QVariant m_normal;
    QVBoxLayout *m_column;
};

/// On or off.
class CheckSetting final : public SettingRow
{
    Q_OBJECT

public:
    CheckSetting(Engine &engine, const SettingKey<bool> &key, const QString &words, const QString &hint,
                 QWidget *parent);
    [[nodiscard]] QCheckBox *box() const { return m_box; }

protected:
    void display() override;

private:
    QCheckBox *m_box;
};

/// One of a few.
class ChoiceSetting final : public SettingRow
{
    Q_OBJECT

public:
    struct Choice
    {
        QVariant value; ///< as it is kept
        QString words;
    };
    template <typename Value>
    ChoiceSetting(Engine &engine, const SettingKey<Value> &key, const QString &words,
                  const QList<Choice> &choices, const QString &hint, QWidget *parent)
        : ChoiceSetting(engine, key.key(), QVariant(key.normal), words, choices, hint, parent)
    {}
    [[nodiscard]] QList<QAbstractButton *> buttons() const;
    void addBelow(QWidget *widget);

    /// What choosing `wanted` would take away for good, in words; empty: nothing.
    using Loss = std::function<QString(const QVariant &now, const QVariant &wanted)>;
    /// A choice that loses something is not made before `agree` is clicked: arrow keys choose as they pass.
    void askBefore(const Loss &loss, const QString &agree, const QString &refuse);
    [[nodiscard]] HintLine *warning() const { return m_warning; } ///< null: it never asks
    [[nodiscard]] Button *agreeButton() const { return m_agree; }
    [[nodiscard]] Button *refuseButton() const { return m_refuse; }

protected:
    void display() override;

private:
    void wish(const QVariant &wanted);
    void showWarning(const QString &words);
    ChoiceSetting(Engine &engine, const QString &key, const QVariant &normal, const QString &words,
                  const QList<Choice> &choices, const QString &hint, QWidget *parent);
    QButtonGroup *m_group;
    QList<Choice> m_choices;
    Loss m_loss;
    QVariant m_wanted; ///< while it is warned of
    HintLine *m_warning = nullptr;
    Button *m_agree = nullptr;
    Button *m_refuse = nullptr;
};

/// Per cent of the desktop's text, in steps of ten from 80 to 200.
class TextSizeSetting final : public SettingRow
{
    Q_OBJECT

public:
    TextSizeSetting(Engine &engine, QWidget *parent);
    [[nodiscard]] Button *smallerButton() const { return m_smaller; }
    [[nodiscard]] Button *largerButton() const { return m_larger; }
    [[nodiscard]] QString shown() const;

protected:
    void display() override;

private:
    Button *m_smaller;
    Button *m_larger;
    Label *m_percent;
};

} // namespace waxwing
