// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import java.util.Optional;
import org.ingestd.daemon.config.model.ByteSize;
import org.ingestd.daemon.config.model.DatasetsConfig;
import org.ingestd.daemon.config.model.ExpectedConfig;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.journal.dataset.Filling;
import org.ingestd.routes.contract.CollectionSettings;
import org.ingestd.routes.contract.CollectionSettings.Closing;
import org.ingestd.routes.contract.CollectionSettings.Expected;
import org.ingestd.routes.contract.CollectionSettings.RunningNumber;

/** Turns what is said of datasets and nights into settings. */
final class CollectionWiring {

  private CollectionWiring() {}

  static CollectionSettings collections(SourceConfig source) {
    DatasetsConfig datasets = source.completeness().datasets();
    DatasetsConfig.Close close = datasets.close();
    Closing closing = new Closing(close.expected(), close.marker(), close.after());
    return new CollectionSettings(
        source.treatment().naming().container(),
        new Filling(
            datasets.maxFiles().map(Integer::longValue).orElse(Filling.UNLIMITED.files()),
            datasets.maxBytes().map(ByteSize::bytes).orElse(Filling.UNLIMITED.bytes()),
            closing.isAsked(),
            datasets.late(),
            datasets.lateSuffix()),
        closing,
        expected(source.completeness().expected()));
  }

  private static Expected expected(ExpectedConfig expected) {
    Optional<Long> first = expected.first().map(Integer::longValue);
    return new Expected(
        expected.count().map(Integer::longValue),
        expected.list(),
        expected.number().map(group -> new RunningNumber(group, first)));
  }
}
