/** Proportions with their uncertainty: intervals, charts over time, funnels. */
export {
  type ChartPoint,
  type ControlChart,
  controlChart,
  type Observed,
  type Signal,
} from './control-chart.ts';
export { type Funnel, funnel, funnelSigmas } from './funnel.ts';
export { type Interval, wilson } from './wilson.ts';
