import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { clock, number } from '../core/format.js';
import { colour } from '../core/theme.js';

echarts.use([LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

/** How many there were over time. Loaded only where it is shown, for it is larger than all else. */
export class Chart {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.chart = echarts.init(place, null, { renderer: 'canvas' });
  }

  /** @param {[number, number][]} points @param {string} name */
  show(points, name) {
    const muted = colour('--muted');
    const line = colour('--line');
    const ink = colour('--state-running');
    this.chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif' },
      grid: { left: 44, right: 16, top: 16, bottom: 28 },
      // Drawn, and not made of elements, whose styles would not be allowed.
      tooltip: {
        trigger: 'axis', renderMode: 'richText',
        backgroundColor: colour('--surface'), borderColor: line, textStyle: { color: colour('--ink') },
        formatter: ([point]) => `${clock(point.value[0])}\n${name}: ${number(point.value[1])}`,
      },
      xAxis: {
        type: 'time', splitNumber: Math.max(2, Math.floor(this.chart.getWidth() / 140)), axisLine: { lineStyle: { color: line } }, axisTick: { show: false },
        axisLabel: { color: muted, hideOverlap: true, formatter: (at) => clock(at) },
      },
      yAxis: {
        type: 'value', minInterval: 1, axisLabel: { color: muted }, splitLine: { lineStyle: { color: line } },
      },
      series: [{
        type: 'line', name, step: 'end', showSymbol: false, sampling: 'max', data: points,
        lineStyle: { color: ink, width: 1.5 }, itemStyle: { color: ink }, areaStyle: { color: ink, opacity: 0.15 },
      }],
    });
  }

  resize() {
    this.chart.resize();
  }

  dispose() {
    this.chart.dispose();
  }
}
