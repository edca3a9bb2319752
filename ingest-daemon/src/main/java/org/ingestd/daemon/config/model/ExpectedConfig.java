// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.util.Optional;

/** What is expected of a night; count, list or number. */
public record ExpectedConfig(
    @Key(value = "So many files.", unsetSays = "none", min = 1) Optional<Integer> count,
    @Key(
            value =
                "A file on this host that names them, a path below the source or a name in each"
                    + " line; {night} stands in its path.",
            unsetSays = "none")
        Optional<String> list,
    @Key(
            value = "A group of naming.pattern that counts files: gaps are missing files.",
            unsetSays = "none",
            example = "run")
        Optional<String> number,
    @Key(value = "The first number.", unsetSays = "the smallest that arrived", min = 0)
        Optional<Integer> first) {}
