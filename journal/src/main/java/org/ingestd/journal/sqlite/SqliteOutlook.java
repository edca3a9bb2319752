// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.outlook.Arrivals;
import org.ingestd.journal.outlook.CopyTally;
import org.ingestd.journal.outlook.FileFilter;
import org.ingestd.journal.outlook.FileSlice;
import org.ingestd.journal.outlook.NightTotal;
import org.ingestd.journal.outlook.OperatorAct;
import org.ingestd.journal.outlook.Outlook;
import org.ingestd.journal.outlook.ProblemGroup;
import org.ingestd.journal.outlook.RuleTally;
import org.ingestd.journal.outlook.Sample;
import org.ingestd.journal.outlook.SampleSpan;
import org.ingestd.journal.outlook.SliceStart;
import org.ingestd.journal.outlook.SourceAct;
import org.ingestd.journal.sqlite.datasets.Nights;
import org.ingestd.journal.sqlite.outlook.Acts;
import org.ingestd.journal.sqlite.outlook.ArrivalRows;
import org.ingestd.journal.sqlite.outlook.CopyRows;
import org.ingestd.journal.sqlite.outlook.RuleTallies;
import org.ingestd.journal.sqlite.outlook.SampleRows;
import org.ingestd.journal.sqlite.outlook.Slices;
import org.ingestd.journal.sqlite.outlook.SourceActs;
import org.ingestd.journal.sqlite.outlook.Troubles;

/** People's questions, each a reading of its own. */
final class SqliteOutlook implements Outlook {

  private final Readings readings;

  SqliteOutlook(Readings readings) {
    this.readings = readings;
  }

  @Override
  public FileSlice slice(FileFilter filter, SliceStart after, int limit) {
    return readings.read(sql -> Slices.run(sql, filter, after, limit));
  }

  @Override
  public List<ProblemGroup> problems(int examples) {
    return readings.read(sql -> Troubles.groups(sql, examples));
  }

  @Override
  public List<RuleTally> rules() {
    return readings.read(RuleTallies::run);
  }

  @Override
  public List<CopyTally> copies(Instant now) {
    return readings.read(sql -> CopyRows.tallies(sql, now));
  }

  @Override
  public List<OperatorAct> acts(long before, int limit) {
    return readings.read(sql -> Acts.page(sql, before, limit));
  }

  @Override
  public List<SourceAct> sourceActs(long before, int limit) {
    return readings.read(sql -> SourceActs.page(sql, before, limit));
  }

  @Override
  public List<Sample> samples(SampleSpan span) {
    return readings.read(sql -> SampleRows.read(sql, span));
  }

  @Override
  public Optional<NightTotal> newestNight(Instant now) {
    return readings.read(sql -> Nights.newest(sql, NightTotal.latest(now)));
  }

  @Override
  public Map<String, Arrivals> arrivals(Instant now) {
    return readings.read(sql -> ArrivalRows.read(sql, now));
  }
}
