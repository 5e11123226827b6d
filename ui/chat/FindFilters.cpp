// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "FindFilters.h"

#include "AdaptiveLayout.h"

#include <QCheckBox>
#include <QCompleter>
#include <QDate>
#include <QLineEdit>
#include <QLocale>
#include <QStringListModel>
#include <QVBoxLayout>

namespace waxwing {

namespace {

/// As one writes it here, or 2026-11-22.
QDate dateOf(const QString &typed)
{
    const QString text = typed.trimmed();
    for (const QLocale::FormatType format : {QLocale::ShortFormat, QLocale::LongFormat}) {
        const QDate date = QLocale().toDate(text, format);
        if (date.isValid() && date.year() > 1'999)
            return date;
    }
    return QDate::fromString(text, Qt::ISODate);
}

} // namespace

FindFilters::FindFilters(Form form, QWidget *parent)
    : Composite(parent), m_people(new QStringListModel(this)),
      m_person(makeEdit(tr("Written by"), tr("Written by"))),
      m_from(makeEdit(tr("From this day on"),
                      tr("From, e.g. %1").arg(QDate::currentDate().toString(Qt::ISODate)))),
      m_to(makeEdit(tr("Up to this day"),
                    tr("Up to, e.g. %1").arg(QDate::currentDate().toString(Qt::ISODate)))),
      m_case(new QCheckBox(tr("Match case"), this))
{
    QLayout *layout = nullptr;
    if (form == Form::Row)
        layout = new AdaptiveLayout(AdaptiveLayout::Mode::Equal, this);
    else
        layout = new QVBoxLayout(this);
    for (QWidget *part : std::initializer_list<QWidget *>{m_person, m_from, m_to, m_case})
        layout->addWidget(part);
    metrics([layout](const Theme &theme) {
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(theme.px(8));
    });
    auto *completer = new QCompleter(m_people, m_person);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_person->setCompleter(completer);
    connect(m_case, &QCheckBox::toggled, this, &FindFilters::changed);
}

QLineEdit *FindFilters::makeEdit(const QString &name, const QString &hint)
{
    auto *edit = new QLineEdit(this);
    edit->setAccessibleName(name);
    edit->setToolTip(name);
    edit->setPlaceholderText(hint);
    edit->setClearButtonEnabled(false);
    connect(edit, &QLineEdit::textChanged, this, [this, edit] {
        judge(edit);
        Q_EMIT changed();
    });
    connect(edit, &QLineEdit::returnPressed, this, &FindFilters::submitted);
    return edit;
}

void FindFilters::judge(QLineEdit *edit)
{
    const bool isWrong =
        edit != m_person && !edit->text().trimmed().isEmpty() && !dateOf(edit->text()).isValid();
    if (edit->property("wrong").toBool() == isWrong)
        return;
    edit->setProperty("wrong", isWrong);
    edit->setAccessibleDescription(isWrong ? tr("This is not a day.") : QString());
    edit->update();
}

void FindFilters::fill(SearchQuery &query) const
{
    query.person = m_person->text().trimmed();
    query.matchCase = m_case->isChecked();
    const QDate from = dateOf(m_from->text());
    const QDate to = dateOf(m_to->text());
    query.fromMs = from.isValid() ? from.startOfDay().toMSecsSinceEpoch() : 0;
    query.toMs = to.isValid() ? to.addDays(1).startOfDay().toMSecsSinceEpoch() : 0;
}

void FindFilters::reset()
{
    m_person->clear();
    m_from->clear();
    m_to->clear();
    m_case->setChecked(false);
}

bool FindFilters::isOn() const
{
    SearchQuery query;
    fill(query);
    return query.matchCase || !query.person.isEmpty() || query.fromMs != 0 || query.toMs != 0;
}

void FindFilters::setPeople(const QStringList &names)
{
    if (names != m_people->stringList()) // else what is offered right now would go
        m_people->setStringList(names);
}

} // namespace waxwing
