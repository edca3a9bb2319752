// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.util.List;

/** Checksums that others wrote. */
public record ChecksumFilesConfig(
    @Key(
            value =
                "Where they lie: one beside each file, with {path}, {dir}, {name} and {stem}, or a"
                    + " plain name for one in each directory.",
            unsetSays = "none",
            example = "[\"{path}.md5\", SHA256SUMS]")
        List<String> beside,
    @Key(value = "Whether directories may be bags (BagIt) with manifests.", unset = "false")
        boolean bagit,
    @Key(value = "Whether a file waits until one of them speaks of it.", unset = "false")
        boolean required) {}
