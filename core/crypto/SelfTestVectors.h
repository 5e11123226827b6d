// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

/// Base64 for the self-test: an RSA-3072 key that protects nothing, a signature and a ciphertext that
/// OpenSSL 3.0 made with it (openssl dgst -sign, openssl pkeyutl -encrypt). PSS and OAEP are randomised:
/// there is no other known answer.
namespace waxwing::selfTestVectors {

inline constexpr char privateKey[] = // PKCS#8 DER
    "MIIG/gIBADANBgkqhkiG9w0BAQEFAASCBugwggbkAgEAAoIBgQDGelskYqqnN94uHYRUXVvgQlE5Zn8nX2L27z07gwrMvGMWh/Ui"
    "VGe5P/h1jmNdQLp7JBsf3pIggGBaH0J8p44QHXYzy/6CF/e5/HsZrx6F6gOMWkqh0oM0YhHRonuK8ZUINX4bF6UuSk+90lNCM7YY"
    "h2eJGFw9DkzTk4GAzVbjq3EwTSal3sTs+ZGFgfhJSEaewK+rruKKQyOpk3y1FV4lizz6/NFzMIsl278TfldHVjQXmWOT3ny/r8WW"
    "ItT5xXVRLE+1a4Lv+HS/PehJ1QtInW+BjCY0jU7aufEfhSSTWMfAJdsRJLqBb8oXSbMiZLP7ZVzr7tW2EzzLZQa1jFID4iVqlWVX"
    "ph1JodkKNaUXkDXkKSLTj/V1QNOO6+XjWRaI01arZ6K3nzubHO+Xq9z/7SzjYdfOeQ1pwWP52OR6C8oogGXrjK3iY0DJC8XsUNXE"
    "qym2m89Xrw+pQmU/keO243ol3et19ZfV1Xdi49YRkrmPq5XkTCG6p9n9uryvsZ0CAwEAAQKCAYAHiKt0VR50hyVdi2yeJdu6m9R+"
    "IPWLUWPt9aTVtngEJNPUuMfFoX3nxUAxeNHYFKs/c15oNkhGXY51Z/cGc6HBMNfEyDsv8FL3R1iGNWSA4Xd4WLu5KsbPh+LJ71NQ"
    "hzJeA7x2sM4UqhN0JCCu7vbm4B+TpPi+BJCb/gm4vD1Ob7qLLSfeEfetpceFUX/9issgyYr23FuTCKYOO3VMtl6YKZHgq79o55sl"
    "470ms0athDMpVimLz7KH4CyC3MLy0YY87fh1sWuRm+wz1McPgmRH3WqR5Fbnc4rR3lPmBuws/oqMb9rp5+BuHZL/uBfuimB+nhlN"
    "mXtwXoR9Q1qWJOi7GmlKi0m8Fw2jQQ+eWIJr/L+mzPEMIvIiVSHvUN/EYbNYJgySdzrAqeH8ZVJ7Q1v7Jgs81icXXAhdWPlbz6/7"
    "HJplF+f5y9s+6i3tmv5tMlDPT9ehYP91dZuyMZXX0DtyjdKJ5N/J+oez/BGMMHQemhczdnsXUW9s6oMXXIWgcS0CgcEA/hDUnhy9"
    "Aq2Pk4lUwDxJhxIMLLVS3K6dbpoxdGt8/EuqUNr9VSJV5h6pQxq4fWOrfPAIQIwBB2PO7mAwoyuy0ZlzvcnzHUzteSc5QD5HfEVR"
    "smkYVPDWBhgx804mpD9x/5/XT4cV8L+dPGVZ1B14Ph+yoOPkkSZ7hugBAlmf6yJ+/n1zGBRJAQAhxLD7l2W1EShKxvXj/Sq4uJjg"
    "hUPmkx9i1Cjat+/3ShLNZkZ8ARdKXnnf3rnovReM6KTNohQnAoHBAMf9L5dn49XzVxSfLsLnbynSNl0DMyM0LnJ9Nn1/CDqZxKl2"
    "XCn4erLHh2XJ0oxX0KZk36kByO6PpS6A7I6sVyjnnIyX9rMmRoZ8Lk76eg+YUKvOZSXzPTbozQ6vyBrCitvdOJL0AuQ9XonfUev7"
    "JFGhdkI2MlZ85LAL6QJMNnI+LLNLLr+6slMoyeZzapLcchInSfi+BDXOasmQByOsoxVL/QEE/RogNccX0Rl2hhpohQUutDlzesfr"
    "wD/DeL9SmwKBwQDpCuMcDNxKooz6FZQJqMMBBErqj3/sMLbzhrgqQ5Ynjfgxpk2NU6tbI3C6vr3PNidMuJe5LTKcZq6e9NhoM2MY"
    "4xrJUX6Qt8lzwci/5uCHWsYvUjshXq/Sc0sOE/dZ3WBhy2oh5pT3eatuhMC60jVDNqwQ7Djx80yHWDPkxfTsJ345TTTPN3wnUMmo"
    "s3ZzTrWhgUXl7hIsXI2HtaLsWnYbKUTrunW1FoXMCich0zFXhteOhVgV4o1bNUjo9JIyQy0CgcEAmc6UIoqpBCwBRf/i880QhoaA"
    "fupuEt4X9r9r//qJ9p+6S2aXHURYAVVJQbSFdKA4/S/Jf+66fRcGwAwxYs0Sv4fZs5tQBZojVVz+NImZBJNtP6Udz6ER7EABLRFu"
    "AX6rUssBrqtx6d107u5M0AO3e/yEugl6j1/AddDDJJw+p4A/2qiwzI4mhaRyGwWa6lYWePW0g1SIYmVdZaWaiApG5qMpcvZGPiiV"
    "k4gyrbWlD3xhCYpQ23p/7G/YzHFmVSaPAoHAc7rKkoWanhDzFCOYrI5Fwsh6dDcYg40NmCPakOF8XtuqaZ6mJgKGInJRqjIRdFwh"
    "w2qzv4iIZhf4NvNajv5wpl4coxMBlVkrxAHeS3L/vBT6oPUFlDyQYs0tNyTh/j6YQ2JxGiepWSlgEAKlvmnfQqhHsfE92LrLw2pl"
    "UeTCgJkCpJaxnejd/eH4DqvWJl4pLNZI9K9UEfrvcc/vW5YkAkfDpzE6AkJxPh0k5lsEITmVRk/kvhWGBxC7x4T1yvns";

/// RSA-PSS, SHA-256, salt 32 bytes, over "waxwing known answer".
inline constexpr char signature[] =
    "om1UYfQtTtt1pNmaTgaAlelZ2aCpJE2GKmzi9aEfVfoYxKQfaKXz7F4Qf0ymVHogr9pQhRVt1yzewZg82rOk5d5MHeYR42nzJ5vM"
    "xY8Sy/K22ygF/N2e/JNu+jdIgr9KUbupG6vrlEWBZv675AwTfHUredKqT2ByyqQaNARAam0vcb81HzRGlq3boFvQkRw7jczuVatE"
    "3GAo4wlx/xu3c6an6NZRHD8RsKikNSZ/w8hwlK6LslfBvqhN9CF3tj5pVl/y7UlXx7vRFfdDE6cB0DinVGTH/RwIAxk01q9KdC5V"
    "jfGwgEkJ5nvadEzLsrA9Px/BsD6KUw/bmz9zMTHTFfCbLWdX1kk3l3CLOmtGJ0rloGzv6K2AbCd4B7Po5Lqzbdnrijaio3qmJmv1"
    "9MvTSD3sbHu0S2Y/6DozJ+wTLOKqQnS40K7AbbzVX+CofnyQlu0qdFABgGbaYIvx6oSms8EB0nSYt7qaKEhKu0ZPBpjWhWuYRrRb"
    "ZWyozbui6Qkj";

/// RSA-OAEP, SHA-256, MGF1-SHA-256, empty label, of the bytes 00 to 1f.
inline constexpr char ciphertext[] =
    "uKbJl+2cVEnfsDMEOU5OWUq1p3PzDZcu9p/P1eIsofanghPJy9XSzdqeBvqGvWTQSZP2oqvX07nGabJKRxUx/9zA/wPN5HpHF/FY"
    "d5NEXQhCHhv5V22L6+pWMNIl6NlYRD1biSVx3N/7MUerp4BmSGWytm95qsUJ60++Rs36MFbKnm5B58guxUkz41LdSTdlI9Zm7P1A"
    "oNsNHtqPO4JlmqTA4oPteAf/hBsHIYuOFvddwollUXrl3LQz0vcANqpQeC90ZWJoJ01OL49xf8PItz+zbTfBU/ukjR7KEdNjG+Pi"
    "EX1LFRpjphxz8mPMi8376Bjq141I2DWrCUB6Xcv068McB1WiDhXaHJ9fz/ARwwUJjF54XgcSKVv7Htcz8ReI4ttCxpcCdbzGr/Oo"
    "gFZ/I9BzwfA/WsWXTm2x/2CZCyp2zqNOT5FfR+cwukaDBDEe+s1/Dbi51bRoidx47zmIYpAYJ/ZUsFnpIvdYrx0XLV9Sj9ACLRxC"
    "A3W1k9/mN3es";

} // namespace waxwing::selfTestVectors
