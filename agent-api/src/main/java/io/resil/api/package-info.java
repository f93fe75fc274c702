/** What applications and operators may compile against. Lives in the boot loader. */
package io.resil.api;
