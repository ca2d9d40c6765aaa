import { LocalFrame } from '#lib/model/local-frame.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import type { Look } from '#lib/model/view-spec.ts';

/** Colours by token, so that a test can tell which is which: opaque unless an alpha is asked for. */
export const TOKEN_COLOURS: Readonly<Record<string, readonly [number, number, number]>> = {
	'--seq-1': [1, 1, 1],
	'--seq-3': [3, 3, 3],
	'--seq-5': [5, 5, 5],
	'--seq-7': [7, 7, 7],
	'--line-strong': [90, 90, 90]
};

/** A scene without a GPU: places stay what they are, tokens have the colours above, all others none. */
export const sceneContext = (look: Look = 'dark'): SceneContext => ({
	frame: new LocalFrame([0, 0]),
	look,
	toScene: (lng, lat, height = 0) => [lng, lat, height],
	colour: (token, alpha = 255) => [...(TOKEN_COLOURS[token] ?? [0, 0, 0]), alpha],
	keepClear: () => undefined
});
