// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PeopleModel.h"
#include "PeoplePanel.h"
#include "Talk.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace waxwing;

class PeopleModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesInTheOrderOfTheRoom();
    void tagsAndMarks();
    void devicesAreTold();
    void onlyWhatDiffersIsTold();
    void anyOrderIsTakenOver();
    void twoHundredComeAndGo();
    void foreignNamesAreShownWithoutControlCharacters();
    void filterFrom16PeopleOn();
    void filterIsForgottenWhenItGoes();
    void aloneSaysSo();
    void choosingANewKeyIsTold();
};

namespace {

QStringList names(const QAbstractItemModel *model)
{
    QStringList result;
    for (int row = 0; row < model->rowCount(); ++row)
        result.append(model->index(row, 0).data().toString());
    return result;
}

QStringList names(const QList<PersonView> &people)
{
    QStringList result;
    for (const PersonView &person : people)
        result.append(person.name);
    return result;
}

PersonView person(const QString &name, bool newKey = false, int devices = 1)
{
    return {name, Role::Member, false, newKey, devices};
}

} // namespace

void PeopleModelTest::namesInTheOrderOfTheRoom()
{
    PeopleModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPeople(talk::people(5));
    QCOMPARE(names(&model), names(talk::people(5)));
    QCOMPARE(model.data(model.index(0), PeopleModel::NameRole).toString(), QStringLiteral("Asha"));
}

void PeopleModelTest::tagsAndMarks()
{
    PeopleModel model;
    model.setPeople({{QStringLiteral("Ms Rao"), Role::Host, true, false, 1},
                     {QStringLiteral("Asha"), Role::Member, true, false, 1},
                     {QStringLiteral("Dev"), Role::Host, false, false, 1},
                     person(QStringLiteral("Ines"), true)});
    const auto tag = [&](int row) { return model.index(row).data(PeopleModel::TagRole).toString(); };
    const auto spoken = [&](int row) { return model.index(row).data(Qt::AccessibleTextRole).toString(); };
    QCOMPARE(tag(0), QStringLiteral("host, you"));
    QCOMPARE(tag(1), QStringLiteral("you"));
    QCOMPARE(tag(2), QStringLiteral("host"));
    QCOMPARE(tag(3), QString());
    QVERIFY(!model.index(0).data(PeopleModel::ShieldRole).toBool()); // nothing is known of its key yet
    model.setHostShield(QStringLiteral("host verified by the join link"));
    QVERIFY(model.index(2).data(PeopleModel::ShieldRole).toBool());
    QVERIFY(!model.index(1).data(PeopleModel::ShieldRole).toBool());
    QCOMPARE(spoken(2), QStringLiteral("Dev, host, host verified by the join link"));
    QVERIFY(model.index(3).data(PeopleModel::NewKeyRole).toBool());
    QCOMPARE(spoken(3), QStringLiteral("Ines, here with a new key"));
    QCOMPARE(model.index(3).data(Qt::ToolTipRole).toString(), spoken(3));
}

void PeopleModelTest::devicesAreTold()
{
    PeopleModel model;
    model.setPeople({person(QStringLiteral("Ravi"), false, 3)});
    QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(u'3'));
    model.setPeople({person(QStringLiteral("Ravi"))});
    QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Ravi"));
}

void PeopleModelTest::onlyWhatDiffersIsTold()
{
    PeopleModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<PersonView> people = talk::people(6);
    model.setPeople(people);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const QPersistentModelIndex kept = model.index(5);
    model.setPeople(people);
    QCOMPARE(inserted.size() + removed.size() + changed.size(), 0);
    people.removeAt(2);
    people.insert(3, person(QStringLiteral("Zoe")));
    people[0].hasNewKey = true;
    model.setPeople(people);
    QCOMPARE(names(&model), names(people));
    QCOMPARE(reset.size(), 0);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(kept.data().toString(), QStringLiteral("student006")); // the same person, one row or another
}

void PeopleModelTest::anyOrderIsTakenOver()
{
    PeopleModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<PersonView> people = talk::people(8);
    model.setPeople(people);
    std::reverse(people.begin(), people.end());
    people.removeAt(3);
    people.append(person(QStringLiteral("Zoe")));
    model.setPeople(people);
    QCOMPARE(names(&model), names(people));
    model.setPeople({});
    QCOMPARE(model.rowCount(), 0);
}

void PeopleModelTest::twoHundredComeAndGo()
{
    PeopleModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QList<PersonView> all = talk::people(200);
    quint32 seed = 7;
    for (int round = 0; round < 60; ++round) {
        QList<PersonView> some;
        for (const PersonView &one : all) {
            seed = seed * 1664525 + 1013904223;
            if ((seed >> 16) % 4 != 0)
                some.append(one);
        }
        model.setPeople(some);
        QCOMPARE(names(&model), names(some));
    }
}

void PeopleModelTest::foreignNamesAreShownWithoutControlCharacters()
{
    PeopleModel model;
    model.setPeople({person(QStringLiteral("a\u202Eb\u0007"))});
    const QString shown = model.index(0).data().toString();
    QVERIFY(!shown.contains(u'\u202E') && !shown.contains(u'\u0007'));
    QCOMPARE(model.index(0).data(PeopleModel::NameRole).toString(), QStringLiteral("a\u202Eb\u0007"));
}

void PeopleModelTest::filterFrom16PeopleOn()
{
    PeoplePanel panel;
    panel.resize(232, 600);
    panel.show();
    panel.setPeople(talk::people(15));
    QVERIFY(!panel.filter()->isVisible());
    panel.setPeople(talk::people(16));
    QVERIFY(panel.filter()->isVisible());
    QTest::keyClicks(panel.filter(), QStringLiteral("DENT01"));
    QCOMPARE(
        names(panel.view()->model()),
        (QStringList{QStringLiteral("student010"), QStringLiteral("student011"), QStringLiteral("student012"),
                     QStringLiteral("student013"), QStringLiteral("student014"), QStringLiteral("student015"),
                     QStringLiteral("student016")}));
    panel.filter()->setText(QStringLiteral("(")); // not a pattern
    QCOMPARE(panel.view()->model()->rowCount(), 0);
}

void PeopleModelTest::filterIsForgottenWhenItGoes()
{
    PeoplePanel panel;
    panel.setPeople(talk::people(16));
    panel.filter()->setText(QStringLiteral("Asha"));
    panel.setPeople(talk::people(5));
    QCOMPARE(panel.view()->model()->rowCount(), 5); // nobody is hidden by what can no longer be seen
}

void PeopleModelTest::aloneSaysSo()
{
    PeoplePanel panel;
    panel.resize(232, 600);
    panel.show();
    panel.setPeople(talk::people(1));
    const auto labels = panel.findChildren<QLabel *>();
    const auto nobody = std::find_if(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text() == QStringLiteral("Nobody else is here yet.");
    });
    QVERIFY(nobody != labels.end());
    QTRY_VERIFY((*nobody)->geometry().top() < 150); // right below the one person, who stands at the top
    QVERIFY(panel.view()->geometry().top() < 60);
    panel.setPeople(talk::people(2));
    QVERIFY(!(*nobody)->isVisible());
    QTRY_VERIFY(panel.view()->height() > 500);
}

void PeopleModelTest::choosingANewKeyIsTold()
{
    PeoplePanel panel;
    panel.resize(232, 600);
    panel.show();
    panel.setPeople({person(QStringLiteral("Ravi")), person(QStringLiteral("Ines"), true)});
    QSignalSpy looked(&panel, &PeoplePanel::lookedAt);
    const auto click = [&](int row) {
        QTest::mouseClick(panel.view()->viewport(), Qt::LeftButton, {},
                          panel.view()->visualRect(panel.view()->model()->index(row, 0)).center());
    };
    click(0);
    QCOMPARE(looked.size(), 0);
    click(1);
    QCOMPARE(looked.size(), 1);
    QCOMPARE(looked.first().first().toString(), QStringLiteral("Ines"));
    panel.view()->setCurrentIndex(panel.view()->model()->index(1, 0));
    QTest::keyClick(panel.view(), Qt::Key_Return); // by keyboard as well
    QCOMPARE(looked.size(), 2);
}

QTEST_MAIN(PeopleModelTest)
#include "PeopleModelTest.moc"
