// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Appearance.h"

#include "WaxwingStyle.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>
#include <QWidget>
#include <algorithm>

namespace waxwing {

namespace {

constexpr char tokensProperty[] = "waxwingTokens";

/// A platform's own high-contrast palette: pure black and pure white, one on the other.
bool isHighContrast(const QPalette &palette)
{
    return contrast(palette.color(QPalette::Window), palette.color(QPalette::WindowText)) > 20.5 &&
           contrast(palette.color(QPalette::Base), palette.color(QPalette::Text)) > 20.5 &&
           palette.color(QPalette::Window).lightness() < 8;
}

Tokens fromPlatform(const QPalette &palette)
{
    Tokens tokens = Tokens::highContrastScheme();
    const QColor ground = palette.color(QPalette::Window);
    tokens.window = tokens.canvas = tokens.sheet = tokens.bubble = tokens.own = tokens.tint = ground;
    tokens.okTint = tokens.warnTint = tokens.badTint = ground;
    tokens.text = tokens.muted = tokens.bubbleMuted = palette.color(QPalette::WindowText);
    const QColor highlight = palette.color(QPalette::Highlight);
    if (contrast(highlight, ground) >= 4.5) {
        tokens.fill = tokens.fillHover = highlight;
        tokens.fillText = palette.color(QPalette::HighlightedText);
    }
    const QColor link = palette.color(QPalette::Link);
    if (contrast(link, ground) >= 4.5)
        tokens.accent = tokens.ownLine = link;
    return tokens;
}

bool isAlias(const QString &family)
{
    return family.isEmpty() || family.compare(u"Sans Serif", Qt::CaseInsensitive) == 0 ||
           family.compare(u"sans-serif", Qt::CaseInsensitive) == 0 ||
           family.compare(u"sans", Qt::CaseInsensitive) == 0 ||
           family.compare(u"DejaVu Sans", Qt::CaseInsensitive) == 0;
}

} // namespace

Appearance::Appearance(QApplication &application, Scheme scheme)
    : m_application(application), m_systemPalette(QApplication::palette()),
      m_systemFont(QApplication::font()), m_tokens(Tokens::light()), m_scheme(scheme)
{
    QApplication::setStyle(new WaxwingStyle);
    applyFont();
    applyColours();
    m_application.installEventFilter(this);
}

Appearance::~Appearance()
{
    m_application.setProperty(tokensProperty, {});
}

void Appearance::setScheme(Scheme scheme)
{
    if (m_scheme == scheme)
        return;
    m_scheme = scheme;
    applyColours();
    Q_EMIT changed();
}

void Appearance::setTextPercent(int percent)
{
    percent = std::clamp(percent, 50, 300);
    if (m_textPercent == percent)
        return;
    m_textPercent = percent;
    applyFont();
    Q_EMIT changed();
}

const Tokens *Appearance::tokensOf(const QObject *application)
{
    if (application == nullptr)
        return nullptr;
    return static_cast<const Tokens *>(application->property(tokensProperty).value<const void *>());
}

QPalette Appearance::paletteFor(const Tokens &tokens)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &colour) {
        palette.setColor(QPalette::All, role, colour);
    };
    set(QPalette::Window, tokens.window);
    set(QPalette::AlternateBase, tokens.window);
    set(QPalette::Base, tokens.canvas);
    set(QPalette::Button, tokens.sheet);
    set(QPalette::Midlight, tokens.line);
    set(QPalette::Mid, tokens.outline);
    set(QPalette::Dark, tokens.outline);
    set(QPalette::Light, tokens.sheet);
    set(QPalette::Shadow, tokens.outline);
    for (const auto role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::ToolTipText})
        set(role, tokens.text);
    set(QPalette::ToolTipBase, tokens.sheet);
    set(QPalette::PlaceholderText, tokens.muted);
    set(QPalette::Link, tokens.accent);
    set(QPalette::LinkVisited, tokens.accent);
    set(QPalette::Highlight, tokens.fill);
    set(QPalette::HighlightedText, tokens.fillText);
    set(QPalette::BrightText, tokens.bad);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, tokens.disabledText);
    return palette;
}

bool Appearance::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_application && !m_applying) {
        if (event->type() == QEvent::ApplicationPaletteChange) {
            m_systemPalette = QApplication::palette();
            applyColours();
            Q_EMIT changed();
        } else if (event->type() == QEvent::ApplicationFontChange) {
            m_systemFont = QApplication::font();
            applyFont();
            Q_EMIT changed();
        }
    }
    return QObject::eventFilter(watched, event);
}

void Appearance::applyColours()
{
    const QScopedValueRollback guard(m_applying, true);
    const bool dark = m_systemPalette.color(QPalette::Window).lightness() < 128;
    if (m_scheme == Scheme::HighContrast)
        m_tokens = Tokens::highContrastScheme();
    else if (m_scheme == Scheme::System && isHighContrast(m_systemPalette))
        m_tokens = fromPlatform(m_systemPalette);
    else if (m_scheme == Scheme::Dark || (m_scheme == Scheme::System && dark))
        m_tokens = Tokens::darkScheme();
    else
        m_tokens = Tokens::light();
    m_application.setProperty(tokensProperty, QVariant::fromValue(static_cast<const void *>(&m_tokens)));
    QApplication::setPalette(paletteFor(m_tokens));
    restyle();
}

void Appearance::applyFont()
{
    const QScopedValueRollback guard(m_applying, true);
    QFont font = m_systemFont;
    // A concrete family first: behind an alias digits would come from the emoji font.
    // An alias also means that no desktop has set a size: Qt's own 9 pt are less than the look asks for.
    const bool alias = isAlias(font.family());
    const QString family = alias ? QStringLiteral("Noto Sans") : font.family();
    if (alias && font.pointSizeF() > 0)
        font.setPointSizeF(std::max(font.pointSizeF(), 10.0));
    font.setFamilies({family, QStringLiteral("Noto Color Emoji")});
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * m_textPercent / 100.0);
    else
        font.setPixelSize(std::max(1, font.pixelSize() * m_textPercent / 100));
    QApplication::setFont(font);
    restyle();
}

void Appearance::restyle()
{
    // Sizes of ours follow the font, and a changed application font reaches no changeEvent(): a change of
    // style does, and makes Qt's own widgets forget the sizes that they keep, too.
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (!window->testAttribute(Qt::WA_SetPalette))
            window->setPalette(QPalette()); // takes the application's again, and its children with it
    }
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        QEvent event(QEvent::StyleChange);
        QCoreApplication::sendEvent(widget, &event);
        widget->updateGeometry();
        widget->update();
    }
}

} // namespace waxwing
