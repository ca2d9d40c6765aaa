import column from '../columns/column.ts';
import cone from '../cones/cone.ts';
import disc from '../discs/disc.ts';
import lamp from '../lamps/lamp.ts';
import road from '../roads/road.ts';
import covers from './covers.ts';
import dots from './dots.ts';
import type { SensorForm } from './sensor-form.ts';

/** Forms of things that stand and measure; the first is that of layers whose theme asks for none. */
export const SENSOR_FORMS: readonly SensorForm[] = [dots, column, disc, cone, lamp, road, covers];
