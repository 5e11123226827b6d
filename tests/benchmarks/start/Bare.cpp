// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT

// A bare QMainWindow under Fusion with one label in each font and size that Welcome uses, and one button:
// what Qt and the fonts cost, without anything of ours.
#include "FirstPaint.h"

#include <QApplication>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QStyleFactory>
#include <QVBoxLayout>

namespace {

struct Writing
{
    double points;
    bool isBold;
};
constexpr Writing writings[] = {{17, true}, {12.3, true}, {10, true}, {10, false}, {9.2, false}};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    waxwing::bench::FirstPaint firstPaint;
    application.installEventFilter(&firstPaint);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QMainWindow window;
    auto *whole = new QWidget(&window);
    auto *column = new QVBoxLayout(whole);
    for (const Writing &writing : writings) {
        auto *label = new QLabel(QStringLiteral("Talk to the people on this network"), whole);
        QFont font = QApplication::font();
        font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("Noto Color Emoji")});
        font.setPointSizeF(writing.points);
        font.setWeight(writing.isBold ? QFont::DemiBold : QFont::Normal);
        label->setFont(font);
        column->addWidget(label);
    }
    column->addWidget(new QPushButton(QStringLiteral("Host a room"), whole));
    window.setCentralWidget(whole);
    window.resize(1'120, 720);
    window.show();
    return QApplication::exec();
}
