import type { z } from 'zod';
import { layerDeclaration, type LayerDeclaration } from '#lib/model/live-layer.ts';

/** A live layer's declaration with the defaults of what it leaves out. Throws a ZodError for one that is wrong. */
export const stream = (said: z.input<typeof layerDeclaration>): LayerDeclaration =>
	layerDeclaration.parse(said);
