// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"
#include "History.h"

class QCheckBox;
class QLineEdit;
class QStringListModel;

namespace waxwing {

/// What narrows a search: a person, days, case.
class FindFilters final : public Composite
{
    Q_OBJECT

public:
    enum class Form { Row, Column };
    explicit FindFilters(Form form, QWidget *parent = nullptr);

    void fill(SearchQuery &query) const; ///< a day that is none does not narrow
    void reset();
    [[nodiscard]] bool isOn() const; ///< anything narrows
    void setPeople(const QStringList &names);

    [[nodiscard]] QLineEdit *person() const { return m_person; }
    [[nodiscard]] QLineEdit *from() const { return m_from; }
    [[nodiscard]] QLineEdit *to() const { return m_to; }
    [[nodiscard]] QCheckBox *matchCase() const { return m_case; }

Q_SIGNALS:
    void changed();
    void submitted(); ///< Enter

private:
    [[nodiscard]] QLineEdit *makeEdit(const QString &name, const QString &hint);
    void judge(QLineEdit *edit);

    QStringListModel *m_people; ///< whom to offer
    QLineEdit *m_person;
    QLineEdit *m_from;
    QLineEdit *m_to;
    QCheckBox *m_case;
};

} // namespace waxwing
