// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RefreshExchange.h"

namespace waxwing {

std::unique_ptr<RefreshExchange> RefreshExchange::offer(Random &random)
{
    return std::unique_ptr<RefreshExchange>(new RefreshExchange(Stage::Offered, random));
}

Result<std::unique_ptr<RefreshExchange>> RefreshExchange::answer(BytesView offeredShare, SecretBytes &chain,
                                                                 BytesView username, Random &random)
{
    std::unique_ptr<RefreshExchange> exchange(new RefreshExchange(Stage::AnswerDue, random));
    if (const Result<void> agreed = exchange->agree(offeredShare, chain, username); !agreed)
        return tl::make_unexpected(agreed.error());
    return exchange;
}

Result<void> RefreshExchange::takeAnswer(BytesView share, SecretBytes &chain, BytesView username)
{
    Q_ASSERT(m_stage == Stage::Offered);
    if (const Result<void> agreed = agree(share, chain, username); !agreed)
        return agreed;
    m_stage = Stage::AnswerDue;
    m_agreement.reset();
    return {};
}

Result<void> RefreshExchange::agree(BytesView share, SecretBytes &chain, BytesView username)
{
    const Result<SecretBytes> agreed = m_agreement->agree(share);
    if (!agreed)
        return tl::make_unexpected(agreed.error());
    m_secrets = keySchedule::refresh(chain, agreed->span(), username);
    chain = std::move(m_secrets.chain); // the old one is wiped
    return {};
}

} // namespace waxwing
