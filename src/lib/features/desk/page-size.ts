import { innerHeight, innerWidth } from 'svelte/reactivity/window';

/** The window in CSS pixels; a desk until the browser says otherwise. */
export const pageSize = {
	get width(): number {
		return innerWidth.current ?? 1920;
	},
	get height(): number {
		return innerHeight.current ?? 1080;
	}
};
