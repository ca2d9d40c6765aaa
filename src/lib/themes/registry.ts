import type { Theme } from '#lib/model/theme.ts';
import { campus } from './campus/campus.ts';
import { energy } from './energy/energy.ts';
import { environment } from './environment/environment.ts';
import { lighting } from './lighting/lighting.ts';
import { mobility } from './mobility/mobility.ts';
import { parking } from './parking/parking.ts';
import { safety } from './safety/safety.ts';
import { water } from './water/water.ts';

/** Every theme that this server knows, in the order of the menu. A new one is a folder and a line here. */
export const THEMES: readonly Theme[] = [
	mobility,
	lighting,
	environment,
	water,
	safety,
	parking,
	energy,
	campus
];
