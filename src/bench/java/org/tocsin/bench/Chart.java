package org.tocsin.bench;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Lines over the size of the audience, which grows tenfold from mark to mark. */
final class Chart {
  private final XYChart chart;
  private final List<Integer> sizes;

  Chart(String title, String unit, List<Integer> sizes) {
    this.sizes = sizes;
    this.chart =
        new XYChartBuilder()
            .width(720)
            .height(420)
            .title(title)
            .xAxisTitle("subscribers")
            .yAxisTitle(unit)
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(false);
  }

  Chart line(String name, List<Double> values) {
    chart.addSeries(name, sizes, values);
    return this;
  }

  void write(Path png) {
    try {
      BitmapEncoder.saveBitmap(chart, "" + png, BitmapFormat.PNG);
      Setup.say("A chart is in " + png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
