// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Terminal.h"

#include "Unicode.h"

#include <cstdio>

namespace waxwing::terminal {

namespace {

void write(std::FILE *file, const QString &line)
{
    const QByteArray bytes = visible(line).toLocal8Bit() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), file);
    std::fflush(file);
}

} // namespace

void writeLine(const QString &line)
{
    write(stdout, line);
}

void writeText(const QString &text)
{
    const QByteArray bytes = text.toLocal8Bit();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
}

void writeError(const QString &line)
{
    write(stderr, line);
}

} // namespace waxwing::terminal
