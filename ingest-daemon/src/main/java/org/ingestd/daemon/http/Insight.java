// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.ingestd.daemon.verify.result.VerifyReport;
import org.ingestd.daemon.view.ConfigView;
import org.ingestd.daemon.view.DoctorView;
import org.ingestd.daemon.view.NightView;
import org.ingestd.daemon.view.RulesView;
import org.ingestd.daemon.view.TransfersView;

/**
 * What costs some work to find out; whoever gives it sees to it that many questions cost no more
 * than a few.
 */
public record Insight(
    Supplier<List<NightView>> nights,
    Supplier<RulesView> rules,
    Supplier<ConfigView> config,
    Supplier<DoctorView> doctor,
    Supplier<VerifyReport> verify,
    LongFunction<Optional<TransfersView>> transfers) {}
