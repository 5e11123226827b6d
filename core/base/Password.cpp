// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Password.h"

#include "Limits.h"
#include "Unicode.h"
#include "UnicodeForms.h"
#include "UnicodeProperties.h"

#include <algorithm>

namespace waxwing {

using namespace unicode;

namespace {

/// Text on its way to a prepared password; overwritten when it goes.
class WipedText
{
public:
    explicit WipedText(std::u32string text) : m_text(std::move(text)) {}
    ~WipedText() { wipe({reinterpret_cast<quint8 *>(m_text.data()), m_text.size() * sizeof(char32_t)}); }
    WipedText(const WipedText &) = delete;
    WipedText &operator=(const WipedText &) = delete;
    std::u32string &text() { return m_text; }

private:
    std::u32string m_text;
};

bool isRefused(char32_t codePoint)
{
    const Category found = category(codePoint);
    return found == Category::Cc || found == Category::Cs || found == Category::Cn;
}

std::size_t utf8Size(char32_t codePoint)
{
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}

SecretBytes toUtf8(std::u32string_view text)
{
    std::size_t size = 0;
    for (const char32_t codePoint : text)
        size += utf8Size(codePoint);
    SecretBytes result(size);
    quint8 *out = result.span().data();
    for (const char32_t codePoint : text) {
        const std::size_t count = utf8Size(codePoint);
        constexpr quint8 leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
        for (std::size_t i = 0; i < count; ++i) {
            const auto bits = codePoint >> (6 * (count - 1 - i));
            if (count == 1)
                *out++ = static_cast<quint8>(bits);
            else
                *out++ = static_cast<quint8>(i == 0 ? leads[count] | bits : 0x80U | (bits & 0x3FU));
        }
    }
    return result;
}

} // namespace

Result<SecretBytes> preparePassword(QStringView typed)
{
    WipedText given(toCodePoints(typed));
    if (std::any_of(given.text().begin(), given.text().end(), isRefused))
        return failure(Code::PasswordCharacter);
    std::replace_if(given.text().begin(), given.text().end(), isSpace, U' ');
    WipedText prepared(decomposed(given.text(), Form::Canonical));
    const std::size_t written = prepared.text().size();
    compose(prepared.text());
    const std::size_t count = prepared.text().size();
    prepared.text().resize(written); // so that what composing left behind is wiped as well
    if (count < limits::passwordLeast)
        return failure(Code::PasswordTooShort);
    if (count > limits::passwordMost)
        return failure(Code::PasswordTooLong);
    return toUtf8(std::u32string_view(prepared.text()).substr(0, count));
}

} // namespace waxwing
