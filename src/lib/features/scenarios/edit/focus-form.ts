import { tick } from 'svelte';

/** Puts the keyboard on the form of the tool in hand, once it is there; on its fields, or on what comes before them. */
export async function focusForm(part: 'form' | 'fields' = 'form'): Promise<void> {
	await tick();
	const form = document.querySelector<HTMLElement>(
		part === 'form' ? '[data-edit-form]' : '[data-edit-fields]'
	);
	form?.querySelector<HTMLElement>('input, select, button.primary')?.focus();
}
