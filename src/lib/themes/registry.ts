import type { Theme } from '#lib/model/theme.ts';
import { lighting } from './lighting/lighting.ts';
import { water } from './water/water.ts';

/** Every theme that this server knows, in the order of the menu. A new one is a folder and a line here. */
export const THEMES: readonly Theme[] = [lighting, water];
