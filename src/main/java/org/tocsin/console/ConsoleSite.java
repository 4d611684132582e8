package org.tocsin.console;

import java.util.List;
import java.util.function.Supplier;
import org.tocsin.message.PageLayout;

/**
 * The installation as its organizers meet it: how its pages look, where they are, how one gets in,
 * and how it does.
 *
 * @param frame what pages stand in
 * @param publicUrl where browsers reach this installation, without a slash at its end
 * @param mail with the links that sign people in
 * @param rules what is asked of organizers besides their roles
 * @param concerns what is not well at the moment
 * @param setUp what an installation needs before it sends, and what of it is there
 */
public record ConsoleSite(
    PageLayout frame,
    String publicUrl,
    SignInMail mail,
    ConsoleRules rules,
    Supplier<List<Concern>> concerns,
    Supplier<List<SetUp>> setUp) {}
