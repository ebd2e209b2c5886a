package dev.stint.cli;

import dev.stint.cli.doctor.RateSearch;
import dev.stint.cli.doctor.Sounding;
import dev.stint.engine.insight.LrSweep;
import dev.stint.engine.insight.LrVerdict;
import dev.stint.engine.insight.RateVerdict;
import dev.stint.runtime.json.Json;
import java.util.List;

/** A search for the learning rate, for scripts: one object. */
final class LrFindJson {

    private LrFindJson() {}

    static String of(String study, String parameter, RateSearch.Result result) {
        Json.Members told = Json.object().with("study", study).with("parameter", parameter);
        told = switch (result.sounding()) {
            case Sounding.Swept swept -> points(verdict(told.with("method", "sweep"), swept.verdict()), swept.points());
            case Sounding.Trained trained ->
                points(
                        verdict(told.with("method", "trainings").with("length", trained.length()), trained.verdict()),
                        trained.points());
            case Sounding.Failed failed -> told.with("method", "none").with("failed", failed.text());
        };
        return told.with("runs", result.runs())
                .with("units", result.units())
                .with("seconds", result.seconds())
                .text();
    }

    private static Json.Members verdict(Json.Members told, LrVerdict verdict) {
        return switch (verdict) {
            case LrVerdict.Readable read ->
                told.with("answer", true)
                        .with("best", read.centre())
                        .with("low", read.low())
                        .with("high", read.high())
                        .with("start", read.start())
                        .with("steepest", read.steepest())
                        .with("edge", read.edge())
                        .with("diverged", read.divergedAt());
            case LrVerdict.Unreadable not -> told.with("answer", false).with("reasons", not.reasons());
        };
    }

    private static Json.Members verdict(Json.Members told, RateVerdict verdict) {
        return switch (verdict) {
            case RateVerdict.Found found ->
                told.with("answer", true)
                        .with("best", found.best())
                        .with("low", found.low())
                        .with("high", found.high());
            case RateVerdict.Unclear unclear -> told.with("answer", false).with("reasons", unclear.reasons());
        };
    }

    private static Json.Members points(Json.Members told, List<LrSweep.Point> points) {
        return told.with(
                "points",
                points.stream()
                        .map(p -> Json.object().with("lr", p.lr()).with("loss", p.loss()))
                        .toList());
    }
}
