import { onDestroy, untrack } from 'svelte';
import { sameCamera, type Comparison, type OtherSide } from './comparison.svelte.ts';

/** The other side's city, joined to the page's for as long as the component that calls this is there. `drawn`: it has a map. */
export function openOtherSide(comparison: Comparison, drawn: () => boolean): OtherSide {
	const { page } = comparison;
	const other = comparison.open();
	const { session, view, conductor, filters } = other;
	onDestroy(() => comparison.close());

	const held = $derived(comparison.spec?.[comparison.own].filters);
	$effect(() => {
		const own = held;
		if (own) return untrack(() => filters.hold(own));
		session.filtered.masks = page.filtered.masks;
		const live = page.filtered.entities;
		untrack(() => session.filtered.holdOnly(live));
	});
	// What the page has for both: its files, its theme.
	$effect(() => {
		session.locals = page.locals;
		session.theme = page.theme;
	});
	$effect(() => {
		void page.clock.current;
		void comparison.spec;
		untrack(() => view.followTime());
	});
	// Nobody else tells the live worker while there is no map.
	$effect(() => {
		void session.clock.current;
		if (!drawn()) untrack(() => session.applyClock());
	});
	$effect(() => conductor.watch());

	$effect(() => {
		const [first, second] = [page.scene, session.scene];
		if (!first || !second) return;
		second.setCamera(first.camera);
		return first.on('camera', (camera) => {
			if (!sameCamera(second.camera, camera)) second.setCamera(camera);
		});
	});
	// The key is the page's: what is drawn by it is drawn anew with it.
	const keys = $derived(
		JSON.stringify(
			[...page.legends].map(([id, { classes }]) => [
				id,
				classes.map(({ from, label }) => from ?? label ?? null)
			])
		)
	);
	$effect(() => {
		void keys;
		untrack(() => session.view.spec.layers.forEach((id) => session.onMap(id)?.restyle?.()));
	});
	return other;
}
