import type { LngLat } from '#lib/model/geometry.ts';
import { legsOf, sum } from '../../annotate/measure.ts';
import { lengthText } from '../../annotate/measure-text.ts';

/** How long a line is on the ground, as printed: 1.234 km. */
export const groundLength = (locale: string, line: readonly LngLat[]): string =>
	lengthText(locale, sum(legsOf(line)));
